import { renderTable } from '../../parts/results/renderTable.js';
import { formatNumber } from '../../words/formatNumber.js';
import { formatShare } from '../../words/formatShare.js';
import type { LayerMaps } from './LayerMaps.js';

/** All maps of a layer as numbers. */
export function renderMapsTable({ layer, maps }: LayerMaps) {
  return renderTable({
    caption: `Maps of ${layer.name}, strongest first`,
    head: ['Map', 'Largest activation', 'Row', 'Column', 'Places active'],
    rows: maps.map(({ channel, largest, at, active }) => [
      ...[channel, formatNumber(largest)],
      ...(active ? at : ['–', '–']),
      formatShare(active),
    ]),
  });
}
