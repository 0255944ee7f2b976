import type { OccludeResults } from '@deconv/results';
import { formatNumber } from '../../words/formatNumber.js';
import { formatShare } from '../../words/formatShare.js';
import { mapName } from '../../words/mapName.js';
import { className } from './OcclusionView.js';
import type { Place } from './Place.js';

/** A place with what was measured there, in a sentence. */
export function placeInWords(results: OccludeResults, { row, column }: Place): string {
  const { grid, probability, label, activity, classIndex } = results;
  const at = `row ${row + 1} of ${grid.rows}, column ${column + 1} of ${grid.cols}`;
  const most = className(results, label[row]![column]!);
  const share = formatShare(probability[row]![column]!);
  const active = formatNumber(activity[row]![column]!);
  return `${at}: ${className(results, classIndex)} ${share}, most probable ${most}, activity of ${mapName(results)} ${active}`;
}
