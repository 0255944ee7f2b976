import { competeIn, numbersIn, type OccludeResults } from '@deconv/results';
import { html, nothing } from 'lit';
import { renderTable } from '../../parts/results/renderTable.js';
import { formatNumber } from '../../words/formatNumber.js';
import { formatQuantity } from '../../words/formatQuantity.js';
import { quantityOf } from '../../words/quantityOf.js';
import { mapName } from '../../words/mapName.js';
import { className } from './OcclusionView.js';

/** All three maps as numbers. */
export function renderOcclusionTables(results: OccludeResults) {
  const { label, activity, classIndex, grid } = results;
  const head = ['Row', ...Array.from({ length: grid.cols }, (_, column) => column + 1)];
  const table = (caption: string, map: number[][], format: (value: number) => string) =>
    renderTable({
      caption: `${caption}, by row and column of the square`,
      head,
      rows: map.map((values, row) => [row + 1, ...values.map(format)]),
    });
  return html`
    ${table(quantityOf(results, className(results, classIndex)), numbersIn(results), formatQuantity(results))}
    ${competeIn(results) ? table('Most probable class', label, (index) => className(results, index)) : nothing}
    ${table(`Activity of ${mapName(results)}`, activity, formatNumber)}
  `;
}
