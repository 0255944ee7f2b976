import type { TopResultsEntry, TopResultsLayer } from '@deconv/results';
import { html } from 'lit';
import { moveFocus } from '../../../parts/choices/moveFocus.js';
import { renderUnitPair } from '../../../parts/results/renderUnitPair.js';
import { formatNumber } from '../../../words/formatNumber.js';
import { fileName } from '../../../words/fileName.js';
import { mapName } from '../../../words/mapName.js';

interface Nine {
  layer: string;
  map: TopResultsLayer['maps'][number];
  addressOf: (picture: string) => string;
  /** Side of the largest receptive field, in pixels. */
  field: number;
  /** Number of the chosen unit. */
  chosen: number;
  onEntry: (index: number) => void;
  /** A unit under the pointer or in focus; undefined when it is left. */
  onPoint: (index: number | undefined) => void;
}

/** The chosen map, large: each patch beside its projection, the strongest first, as one radio group. */
export function renderNine(nine: Nine) {
  const { layer, map, field } = nine;
  const { channel, entries } = map;
  return html`
    <section aria-label="${mapName({ layer, channel })}">
      <h3>${mapName({ layer, channel })}</h3>
      ${entries.length ? renderUnits(nine) : ''}
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

function renderUnits(nine: Nine) {
  return html`
    <div class="units" role="radiogroup" aria-label="Its strongest units" @keydown=${moveFocus}>
      ${nine.map.entries.map((entry, index) => renderEntry(entry, index, nine))}
    </div>
  `;
}

function renderEntry(
  entry: TopResultsEntry,
  index: number,
  { addressOf, field, chosen, onEntry, onPoint }: Nine,
) {
  const checked = index === chosen;
  return html`
    <button
      type="button"
      class="card unit"
      role="radio"
      aria-checked=${checked}
      tabindex=${checked ? 0 : -1}
      @click=${() => onEntry(index)}
      @focus=${() => onPoint(index)}
      @blur=${() => onPoint(undefined)}
      @pointerenter=${() => onPoint(index)}
      @pointerleave=${() => onPoint(undefined)}
    >
      <span class="pair">${renderUnitPair(entry, addressOf, field)}</span>
      <span class="image">${fileName(entry.image)}</span>
      <span class="quiet">${formatNumber(entry.activation)}, ±${formatNumber(entry.scale)}</span>
    </button>
  `;
}
