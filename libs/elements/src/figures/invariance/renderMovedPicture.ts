import { html } from 'lit';
import { fileName } from '../../words/fileName.js';
import type { InvarianceView } from './InvarianceView.js';
import { ACTION, moveInWords } from './movesInWords.js';

/** The image as the network saw it, and the slider that moves it. */
export function renderMovedPicture({ results, image, step, onStep }: InvarianceView) {
  const { transform } = results.options;
  const moved = moveInWords(transform, image.values[step]!);
  return html`
    <div class="look">
      ${
        image.picture
          ? html`<canvas
              class="moved"
              part="picture"
              role="img"
              aria-label="${fileName(image.image)}, ${moved}"
              width="1"
              height="1"
            ></canvas>`
          : html`<p class="moved missing">The document has no picture of this image.</p>`
      }
      <label class="slider">
        <span>${ACTION[transform]}</span>
        <input
          type="range"
          min="0"
          max=${image.values.length - 1}
          step="1"
          .value=${String(step)}
          aria-valuetext=${moved}
          @input=${(event: Event) => onStep(Number((event.target as HTMLInputElement).value))}
        />
        <b>${moved}</b>
      </label>
    </div>
  `;
}
