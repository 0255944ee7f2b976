import type { OccludeResults } from '@deconv/results';
import { html } from 'lit';
import { renderTable } from '../../parts/results/renderTable.js';
import { formatNumber } from '../../words/formatNumber.js';
import { formatShare } from '../../words/formatShare.js';
import { mapName } from '../../words/mapName.js';
import { className } from './OcclusionView.js';

/** All three maps as numbers. */
export function renderOcclusionTables(results: OccludeResults) {
  const { probability, label, activity, classIndex, grid } = results;
  const head = ['Row', ...Array.from({ length: grid.cols }, (_, column) => column + 1)];
  const table = (caption: string, map: number[][], format: (value: number) => string) =>
    renderTable({
      caption: `${caption}, by row and column of the square`,
      head,
      rows: map.map((values, row) => [row + 1, ...values.map(format)]),
    });
  return html`
    ${table(`Probability of ${className(results, classIndex)}`, probability, formatShare)}
    ${table('Most probable class', label, (index) => className(results, index))}
    ${table(`Activity of ${mapName(results)}`, activity, formatNumber)}
  `;
}
