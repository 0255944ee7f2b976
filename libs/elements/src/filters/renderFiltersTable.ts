import type { DiagnoseResultsLayer } from '@deconv/results';
import { formatNumber } from '../grid/formatNumber.js';
import { renderTable } from '../results/renderTable.js';
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
