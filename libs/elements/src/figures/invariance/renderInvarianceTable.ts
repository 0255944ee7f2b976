import { numbersIn, type InvarianceResults, type InvarianceResultsImage } from '@deconv/results';
import { renderTable } from '../../parts/results/renderTable.js';
import { formatNumber } from '../../words/formatNumber.js';
import { formatQuantity } from '../../words/formatQuantity.js';
import { quantityOf } from '../../words/quantityOf.js';
import { fileName } from '../../words/fileName.js';
import { AXIS } from './movesInWords.js';

/** All curves of an image as numbers. */
export function renderInvarianceTable(
  { options: { layers, transform } }: InvarianceResults,
  { image, label, values, distance, ...measured }: InvarianceResultsImage,
) {
  return renderTable({
    caption: fileName(image),
    head: [
      AXIS[transform],
      quantityOf(measured, label),
      ...layers.map((layer) => `Distance at ${layer}`),
    ],
    rows: values.map((value, i) => [
      formatNumber(value),
      formatQuantity(measured)(numbersIn(measured)[i]!),
      ...layers.map((layer) => formatNumber(distance[layer]![i]!)),
    ]),
  });
}
