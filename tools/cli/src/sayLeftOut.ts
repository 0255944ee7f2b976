import { leftOutInWords, type LeftOut } from '@deconv/datasets/node';
import { say } from './say.js';

/** Says on stderr how many files of a folder are not looked at, and why. */
export function sayLeftOut(folder: string, leftOut: readonly LeftOut[]): void {
  if (!leftOut.length) return;
  say(`${folder}: left out ${leftOutInWords(folder, leftOut)}`);
}
