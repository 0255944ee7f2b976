import type { InvarianceResults, InvarianceResultsImage } from '@deconv/results';
import { formatNumber } from '../grid/formatNumber.js';
import { formatShare } from '../grid/formatShare.js';
import { fileName } from '../results/fileName.js';
import { renderTable } from '../results/renderTable.js';
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
