import { leftOutInWords, type LeftOut } from '@deconv/datasets/node';
import { visibleName } from '@deconv/untrusted';

/** Says on stderr how many files of a folder are not looked at, and why. */
export function sayLeftOut(folder: string, leftOut: readonly LeftOut[]): void {
  if (!leftOut.length) return;
  process.stderr.write(`${visibleName(folder)}: left out ${leftOutInWords(folder, leftOut)}\n`);
}
