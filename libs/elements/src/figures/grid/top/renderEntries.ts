import type { TopResultsLayer } from '@deconv/results';
import { renderTable } from '../../../parts/results/renderTable.js';
import { formatNumber } from '../../../words/formatNumber.js';
import { fileName } from '../../../words/fileName.js';

/** All units of a layer as numbers. */
export function renderEntries({ layer, maps }: TopResultsLayer) {
  return renderTable({
    caption: `Strongest activations of ${layer}`,
    head: ['Map', 'Rank', 'Image', 'Row', 'Column', 'Activation', 'Scale'],
    rows: maps.flatMap(({ channel, entries }) =>
      entries.map(({ image, at, activation, scale }, rank) => [
        ...[channel, rank + 1, fileName(image), ...at],
        ...[formatNumber(activation), `±${formatNumber(scale)}`],
      ]),
    ),
  });
}
