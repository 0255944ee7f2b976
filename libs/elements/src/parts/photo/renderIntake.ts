import { html } from 'lit';
import type { Sample } from './Sample.js';
import { chooseFiles } from './chooseFiles.js';

interface IntakeParts {
  samples: Sample[];
  /** Address of the sample shown, if one is. */
  chosen: string | undefined;
  /** Why the last photo could not be used. */
  problem: string | undefined;
  onSample: (sample: Sample) => void;
  onFiles: (files: File[]) => void;
}

/** Where photos come from: the samples, the reader's own. */
export function renderIntake({ samples, chosen, problem, onSample, onFiles }: IntakeParts) {
  return html`
    <div class="samples" role="group" aria-label="Sample photos">
      ${samples.map(
        (sample) => html`
          <button
            type="button"
            title=${[sample.label, sample.credit].filter(Boolean).join(' · ')}
            aria-pressed=${sample.file === chosen}
            @click=${() => onSample(sample)}
          >
            <img src=${sample.file} alt=${sample.label} width="96" height="96" draggable="false" />
          </button>
        `,
      )}
    </div>
    <div class="own">
      <label class="button">
        <input
          type="file"
          accept="image/*"
          multiple
          @change=${(event: Event) => chooseFiles(event, onFiles)}
        />
        Choose photos
      </label>
      ${
        problem
          ? html`<p class="hint problem">${problem}</p>`
          : html`<p class="hint">
              or drop them on this figure, or paste them. They stay on your device.
            </p>`
      }
    </div>
  `;
}
