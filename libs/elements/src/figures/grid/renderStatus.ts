import { html, type TemplateResult, type nothing } from 'lit';
import { backendInWords } from '../../words/backendInWords.js';
import { notesOf } from '../../words/notesOf.js';
import { networkInWords } from '../../words/networkInWords.js';
import { formatSeconds } from '../../words/formatSeconds.js';
import { formatShare } from '../../words/formatShare.js';
import type { ProjectionController } from './ProjectionController.js';

/** Small print: which network computed, on what, and how long it took here. */
export function renderStatus(
  work: ProjectionController,
  stage: ProjectionController['stage'],
  save: TemplateResult | typeof nothing,
) {
  return html`
    <div class="status" part="print">
      <span class="doing">${doing(work, stage)}</span>
      ${factsOf(work).map(([term, fact]) => html`<span>${term} <b>${fact}</b></span>`)} ${save}
    </div>
  `;
}

function doing(
  { progress, projections }: ProjectionController,
  stage: ProjectionController['stage'],
): string {
  switch (stage) {
    case 'idle':
      return 'Waiting';
    case 'loading':
      return `Loading the network, ${formatShare(progress)}`;
    case 'computing':
      return projections ? 'Computing' : 'Computing; the first time takes longer';
    case 'ready':
      return 'Computed on your device';
    case 'error':
      return 'Stopped';
  }
}

function factsOf({ model, photo, projections }: ProjectionController): [string, string][] {
  const facts: [string, string][] = [];
  if (model)
    facts.push(
      ['Network', `${networkInWords(model)}, ${model.classes} classes`],
      ['Backend', backendInWords(model)],
      ...notesOf(model),
    );
  if (photo) facts.push(['Forward pass', formatSeconds(photo.seconds)]);
  if (projections) {
    facts.push([`${projections.views.length} projections`, formatSeconds(projections.seconds)]);
  }
  return facts;
}
