import { numbersIn, type AttributeResultsImage, type MethodName } from '@deconv/results';
import { formatQuantity } from '../../words/formatQuantity.js';

export const METHOD_NAMES: Readonly<Record<MethodName, string>> = {
  'integrated-gradients': 'Integrated gradients',
  'grad-cam': 'Grad-CAM',
};

/** What an image is answered with, and where most of that comes from. */
export function imageInWords({ label, grid, map, ...said }: AttributeResultsImage): string {
  const values = map.flat();
  const place = values.indexOf(values.reduce((most, value) => Math.max(most, value)));
  const [row, column] = [Math.floor(place / grid.cols) + 1, (place % grid.cols) + 1];
  const answer = `${label} ${formatQuantity(said)(numbersIn(said))}`;
  if (!values.some((value) => value > 0)) return `${answer}; nothing speaks for it`;
  return `${answer}; most speaks for it at row ${row} of ${grid.rows}, column ${column} of ${grid.cols}`;
}
