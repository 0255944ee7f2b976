import type { EvolutionResultsMap } from '@deconv/results';
import { html } from 'lit';
import { largestField, renderUnitPair } from '../../parts/results/renderUnitPair.js';
import { formatNumber } from '../../words/formatNumber.js';
import { fileName } from '../../words/fileName.js';
import { mapName } from '../../words/mapName.js';
import type { EvolutionView } from './EvolutionView.js';
import { changesOf } from './changesOf.js';

/** Each map at the checkpoint looked at, large. */
export function renderStills(view: EvolutionView) {
  return html`
    <ul class="stills" part="stills">
      ${view.results.maps.map((map) => renderStill(map, view))}
    </ul>
  `;
}

function renderStill(map: EvolutionResultsMap, { checkpoint, addressOf }: EvolutionView) {
  const cell = map.cells[checkpoint]!;
  const { image, activation, scale, similarity } = cell;
  return html`
    <li>
      <h3>${mapName(map)}</h3>
      <span class="pair">${renderUnitPair(cell, addressOf, largestField(map.cells))}</span>
      <span class="image">${fileName(image)}</span>
      <span class="quiet">${formatNumber(activation)}, ±${formatNumber(scale)}</span>
      <span class="quiet"
        >${similarity === null ? 'first seen here' : `similarity to before ${similarity.toFixed(2)}`}</span
      >
      <span class="marks">${changesOf(cell).map(renderMark)}</span>
    </li>
  `;
}

/** A change: a word, so that it needs no colour. The blank keeps two of them apart when they are read aloud. */
export function renderMark(change: string) {
  return html`<span class="mark">${change}</span> `;
}
