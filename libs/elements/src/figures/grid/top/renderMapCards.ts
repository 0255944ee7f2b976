import type { TopResultsLayer } from '@deconv/results';
import { html } from 'lit';
import { moveFocus } from '../../../parts/choices/moveFocus.js';
import { renderUnitPair } from '../../../parts/results/renderUnitPair.js';
import { formatNumber } from '../../../words/formatNumber.js';

interface MapCards {
  layer: TopResultsLayer;
  addressOf: (picture: string) => string;
  /** Side of the largest receptive field, in pixels. */
  field: number;
  /** Number of a map in its layer. */
  chosen: number;
  onMap: (index: number) => void;
}

/** The maps of a layer as one radio group: of each its nine patches, and beside them their projections. */
export function renderMapCards(cards: MapCards) {
  const { layer } = cards;
  return html`
    <div
      class="cards"
      part="maps"
      role="radiogroup"
      aria-label="Feature maps of ${layer.layer}"
      @keydown=${moveFocus}
    >
      ${layer.maps.map((map, index) => renderCard(map, index, cards))}
    </div>
  `;
}

function renderCard(
  { channel, entries }: TopResultsLayer['maps'][number],
  index: number,
  { addressOf, field, chosen, onMap }: MapCards,
) {
  const pairs = entries.map((entry) => renderUnitPair(entry, addressOf, field));
  const [strongest] = entries;
  const said = strongest ? `strongest ${formatNumber(strongest.activation)}` : 'active nowhere';
  return html`
    <button
      type="button"
      class="card"
      role="radio"
      aria-checked=${index === chosen}
      aria-label="Map ${channel}, ${said}"
      tabindex=${index === chosen ? 0 : -1}
      @click=${() => onMap(index)}
    >
      <span class="nine">${pairs.map(([patch]) => patch)}</span>
      <span class="nine">${pairs.map(([, projection]) => projection)}</span>
      <span>map ${channel}</span>
      <span class="quiet">${said}</span>
    </button>
  `;
}
