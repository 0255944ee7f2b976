import type { TopResultsLayer } from '@deconv/results';
import { html } from 'lit';
import { formatNumber } from '../grid/formatNumber.js';
import { fileName } from '../results/fileName.js';
import { renderUnitPair } from '../results/renderUnitPair.js';

interface Nine {
  layer: string;
  map: TopResultsLayer['maps'][number];
  addressOf: (picture: string) => string;
  /** Side of the largest receptive field, in pixels. */
  field: number;
}

/** The chosen map, large: each patch beside its projection, the strongest first. */
export function renderNine({ layer, map: { channel, entries }, addressOf, field }: Nine) {
  return html`
    <section class="large" part="map" aria-label="${layer}:map ${channel}">
      <h3>${layer}:map ${channel}</h3>
      <ol>
        ${entries.map(
          (entry) => html`
            <li>
              <span class="pair">${renderUnitPair(entry, addressOf, field)}</span>
              <span class="image">${fileName(entry.image)}</span>
              <span class="quiet"
                >${formatNumber(entry.activation)}, ±${formatNumber(entry.scale)}</span
              >
            </li>
          `,
        )}
      </ol>
      <p class="quiet">
        ${
          entries.length
            ? `In the ${entries.length === 1 ? 'image' : `${entries.length} images`} that excite the map most: left the patch that its strongest unit sees, ${field} × ${field} pixels at most; right its projection. Beneath, the activation and the scale: grey is zero, white and black are ± that value.`
            : 'No image excites this map.'
        }
      </p>
    </section>
  `;
}
