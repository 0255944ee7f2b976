import type { InvarianceResults, InvarianceResultsImage } from '@deconv/results';
import { renderTable } from '../../parts/results/renderTable.js';
import { formatNumber } from '../../words/formatNumber.js';
import { formatShare } from '../../words/formatShare.js';
import { fileName } from '../../words/fileName.js';
import { AXIS } from './movesInWords.js';

/** All curves of an image as numbers. */
export function renderInvarianceTable(
  { options: { layers, transform } }: InvarianceResults,
  { image, label, values, probability, distance }: InvarianceResultsImage,
) {
  return renderTable({
    caption: fileName(image),
    head: [
      AXIS[transform],
      `Probability of ${label}`,
      ...layers.map((layer) => `Distance at ${layer}`),
    ],
    rows: values.map((value, i) => [
      formatNumber(value),
      formatShare(probability[i]!),
      ...layers.map((layer) => formatNumber(distance[layer]![i]!)),
    ]),
  });
}
