import type { DiagnoseResultsLayer } from '@deconv/results';
import { renderTable } from '../../parts/results/renderTable.js';
import { formatNumber } from '../../words/formatNumber.js';
import { marksOf } from './marksOf.js';

/** All filters of a layer as numbers. */
export function renderFiltersTable(layer: DiagnoseResultsLayer) {
  return renderTable({
    caption: `Filters of ${layer.layer}`,
    head: ['Filter', 'RMS', 'Found'],
    rows: layer.rms.map((rms, filter) => [
      ...[filter, formatNumber(rms)],
      marksOf(filter, layer)
        .map(({ name }) => name)
        .join(', ') || '–',
    ]),
  });
}
