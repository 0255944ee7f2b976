import type { AttributeResults, AttributeResultsImage } from '@deconv/results';
import { html, nothing } from 'lit';
import { formatNumber } from '../../words/formatNumber.js';
import { fileName } from '../../words/fileName.js';
import type { Loaded } from '../../parts/fetching/loadResults.js';
import { imageInWords } from './imageInWords.js';

/** The image as the network sees it, and the same under what speaks for and against the class, with their scale. */
export function renderHeat(
  image: AttributeResultsImage,
  { addressOf, results }: Loaded<AttributeResults['probe']>,
) {
  const { picture, heat } = image;
  if (!picture || !heat) return html`<p class="missing">The document has no pictures.</p>`;
  const signed = results.options.method === 'integrated-gradients';
  return html`
    <div class="pictures" part="picture">
      <img src=${addressOf(picture)} alt="${fileName(image.image)}, as the network sees it" />
      <div>
        <img
          src=${addressOf(heat.picture)}
          alt="The same in pale grey under its attributions. ${imageInWords(image)}"
        />
        <div class="legend">
          <div class="ramp ${signed ? 'signed' : ''}" aria-hidden="true"></div>
          <div class="ends">
            ${signed ? html`<span>−${formatNumber(heat.scale)}, against it</span>` : html`<span>0</span>`}
            <span>${formatNumber(heat.scale)}, for ${image.label}</span>
          </div>
          ${heat.scale === 0 ? html`<p class="quiet">It is zero everywhere.</p>` : nothing}
        </div>
      </div>
    </div>
  `;
}
