import type { AttributeResultsImage, MethodName } from '@deconv/results';
import { formatShare } from '../../words/formatShare.js';

export const METHOD_NAMES: Readonly<Record<MethodName, string>> = {
  'integrated-gradients': 'Integrated gradients',
  'grad-cam': 'Grad-CAM',
};

/** What an image is answered with, and where most of that comes from. */
export function imageInWords({ label, probability, grid, map }: AttributeResultsImage): string {
  const values = map.flat();
  const place = values.indexOf(values.reduce((most, value) => Math.max(most, value)));
  const [row, column] = [Math.floor(place / grid.cols) + 1, (place % grid.cols) + 1];
  const answer = `${label} ${formatShare(probability)}`;
  if (!values.some((value) => value > 0)) return `${answer}; nothing speaks for it`;
  return `${answer}; most speaks for it at row ${row} of ${grid.rows}, column ${column} of ${grid.cols}`;
}
