import { competeIn, numbersIn, quantityIn, type OccludeResults } from '@deconv/results';
import { formatNumber } from '../../words/formatNumber.js';
import { formatQuantity } from '../../words/formatQuantity.js';
import { mapName } from '../../words/mapName.js';
import { className } from './OcclusionView.js';
import type { Place } from './Place.js';

/** A place with what was measured there, in a sentence. */
export function placeInWords(results: OccludeResults, { row, column }: Place): string {
  const { grid, label, activity, classIndex } = results;
  const at = `row ${row + 1} of ${grid.rows}, column ${column + 1} of ${grid.cols}`;
  const most = `, most probable ${className(results, label[row]![column]!)}`;
  const number = formatQuantity(results)(numbersIn(results)[row]![column]!);
  const of = quantityIn(results) === 'logit' ? ', logit' : '';
  const active = formatNumber(activity[row]![column]!);
  return `${at}: ${className(results, classIndex)}${of} ${number}${competeIn(results) ? most : ''}, activity of ${mapName(results)} ${active}`;
}
