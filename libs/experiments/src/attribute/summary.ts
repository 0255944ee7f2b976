import { numbersIn, type AttributeResults, type AttributeResultsImage } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { addedLines, quantityInWords } from '../answerInWords.js';
import { skippedLines } from '../skipped.js';

/** What an answer is owed to, in words. */
export function summary({ options, images, data, answer }: AttributeResults): string[] {
  const { method, steps, fill, layer } = options;
  const how =
    steps === undefined
      ? `${method} at ${visibleName(layer ?? '')}`
      : `${method} in ${steps} steps from a baseline of ${fill}`;
  return [how, ...images.map(lineOf), ...addedLines(answer), ...skippedLines(data)];
}

function lineOf({ image, label, grid, map, completeness, ...said }: AttributeResultsImage) {
  const values = map.flat();
  const place = values.indexOf(Math.max(...values));
  const [row, column] = [Math.floor(place / grid.cols) + 1, (place % grid.cols) + 1];
  const told = completeness
    ? `; attributions add up to ${completeness.sum.toFixed(4)} of ${completeness.difference.toFixed(4)}`
    : '';
  return `${visibleName(image)}: ${visibleName(label)}, ${quantityInWords(said, numbersIn(said))}; most at row ${row} of ${grid.rows}, column ${column} of ${grid.cols}${told}`;
}
