import { html } from 'lit';
import type { PhotoController } from '../controllers/PhotoController.js';
import { formatSeconds } from '../grid/formatSeconds.js';
import { formatShare } from '../grid/formatShare.js';
import type { Pixel } from './Pixel.js';

interface StatusParts {
  stage: PhotoController['stage'];
  look: PhotoController;
  /** Milliseconds that a layer took. */
  pace: number | undefined;
  place: Pixel | undefined;
}

/** Small print: which network computed, on what, what it takes the photo for, and how long a layer took here. */
export function renderLensStatus(parts: StatusParts) {
  return html`
    <p class="status" part="print">
      <span class="doing">${doing(parts)}</span>
      ${factsOf(parts).map(([term, fact]) => html`<span>${term} <b>${fact}</b></span>`)}
    </p>
  `;
}

function doing({ stage, look }: StatusParts): string {
  switch (stage) {
    case 'idle':
      return 'Waiting to be asked';
    case 'loading':
      return `Loading the network, ${formatShare(look.progress)}`;
    case 'computing':
      return 'Computing';
    case 'ready':
      return 'Computed on your device';
    case 'error':
      return 'Stopped';
  }
}

function factsOf({ look: { model, photo }, pace, place }: StatusParts): [string, string][] {
  const facts: [string, string][] = [];
  const [guess] = photo?.predictions ?? [];
  if (guess) facts.push(['First guess', `${guess.label}, ${formatShare(guess.probability)}`]);
  if (place) facts.push(['Place', `row ${place[0]}, column ${place[1]}`]);
  if (model) facts.push(['Network', model.name], ['Backend', model.backend]);
  if (photo) facts.push(['Forward pass', formatSeconds(photo.seconds)]);
  if (pace) facts.push(['A projection', formatSeconds(pace / 1000)]);
  return facts;
}
