import { visibleName } from '@deconv/untrusted';
import { relative } from 'node:path';

/** A file or folder that is not among the images of a folder. */
export interface LeftOut {
  path: string;
  /** In words that follow a number: `2 hidden`. */
  reason:
    | 'empty'
    | 'hidden'
    | 'in no class folder'
    | 'links that lead nowhere'
    | 'links to a folder that was listed'
    | 'other than files'
    | 'other than images'
    | 'not to be read';
}

/** Names that are said of each reason. */
const NAMED = 3;

/** How many are left out for each reason, and some of their names: `2 other than images (labels.txt, notes.md), 1 hidden (.git)`. */
export function leftOutInWords(folder: string, leftOut: readonly LeftOut[]): string {
  return countLeftOut(leftOut)
    .map(({ reason, files }) => {
      const paths = leftOut.filter((each) => each.reason === reason).slice(0, NAMED);
      const names = paths.map(({ path }) => visibleName(relative(folder, path)));
      return `${files} ${reason} (${names.join(', ')}${files > NAMED ? ', …' : ''})`;
    })
    .join(', ');
}

/** How many are left out for each reason, the most frequent first. */
export function countLeftOut(
  leftOut: readonly LeftOut[],
): { reason: LeftOut['reason']; files: number }[] {
  const counts = new Map<LeftOut['reason'], number>();
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, files]) => ({ reason, files }))
    .sort((a, b) => b.files - a.files || (a.reason < b.reason ? -1 : 1));
}
