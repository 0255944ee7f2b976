import { html } from 'lit';
import type { EvolutionView } from './EvolutionView.js';

/** Goes through the training, checkpoint by checkpoint. */
export function renderScrubber({ results, checkpoint, onCheckpoint }: EvolutionView) {
  const { checkpoints } = results;
  const now = `checkpoint ${checkpoints[checkpoint]!.name}, ${checkpoint + 1} of ${checkpoints.length}`;
  return html`
    <label class="scrubber">
      <span>Go through the training</span>
      <input
        type="range"
        min="0"
        max=${checkpoints.length - 1}
        step="1"
        .value=${String(checkpoint)}
        aria-valuetext=${now}
        @input=${(event: Event) => onCheckpoint(Number((event.target as HTMLInputElement).value))}
      />
      <b>${now}</b>
    </label>
  `;
}
