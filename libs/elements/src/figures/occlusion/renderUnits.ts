import type { TopResultsEntry } from '@deconv/results';
import { html, nothing } from 'lit';
import { largestField, renderUnitPair } from '../../parts/results/renderUnitPair.js';
import { formatNumber } from '../../words/formatNumber.js';
import { fileName } from '../../words/fileName.js';
import { mapName } from '../../words/mapName.js';
import type { OcclusionView } from './OcclusionView.js';

/** What the watched map's strongest unit saw in this image, and in others. */
export function renderUnits({ results, addressOf }: OcclusionView) {
  const { unit, others = [] } = results;
  const units = [...(unit ? [unit] : []), ...others];
  if (!units.length) return nothing;
  const field = largestField(units);
  return html`
    <div class="units">
      <h3>What excites ${mapName(results)} here${others.length ? ', and in other images' : ''}</h3>
      <ul>
        ${units.map((each) => renderUnit(each, each === unit, addressOf, field))}
      </ul>
      <p class="quiet">
        Left the patch that the strongest unit sees, right its projection (${results.options.rule}):
        grey is zero, white and black are ± the scale beneath.
      </p>
    </div>
  `;
}

function renderUnit(
  unit: TopResultsEntry,
  here: boolean,
  addressOf: OcclusionView['addressOf'],
  field: number,
) {
  return html`
    <li>
      <span class="pair">${renderUnitPair(unit, addressOf, field)}</span>
      <span class="image">${here ? 'This image' : fileName(unit.image)}</span>
      <span class="quiet">${formatNumber(unit.activation)}, ±${formatNumber(unit.scale)}</span>
    </li>
  `;
}
