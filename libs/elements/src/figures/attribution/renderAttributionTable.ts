import type { AttributeResults, AttributeResultsImage } from '@deconv/results';
import { formatNumber } from '../../words/formatNumber.js';
import { fileName } from '../../words/fileName.js';
import { renderTable } from '../../parts/results/renderTable.js';
import { METHOD_NAMES } from './imageInWords.js';

/** A map as numbers, by rows and columns of the image. */
export function renderAttributionTable(
  { image, label, grid, map }: AttributeResultsImage,
  { method, layer }: AttributeResults['options'],
) {
  const what = layer === undefined ? METHOD_NAMES[method] : `${METHOD_NAMES[method]} at ${layer}`;
  return renderTable({
    caption: `${fileName(image)}: ${what} of ${label}, by row and column`,
    head: ['Row', ...Array.from({ length: grid.cols }, (_, column) => column + 1)],
    rows: map.map((values, row) => [row + 1, ...values.map(formatNumber)]),
  });
}
