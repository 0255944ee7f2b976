import type { Dialect, Fold } from './Dialect.js';

/**
 * Folds by kind, from how many of its first inputs each cannot do without.
 * @returns folds that throw RangeError where one of these is left out
 */
export function foldsOf(table: Readonly<Record<string, [least: number, Fold]>>): Dialect['folds'] {
  return new Map(
    Object.entries(table).map(([kind, [least, fold]]) => [kind, reading(least, fold)]),
  );
}

const reading =
  (least: number, fold: Fold): Fold =>
  (inputs, operation) => {
    const lacking = Array.from({ length: least }, (_, i) => i).find((i) => !inputs[i]);
    if (lacking !== undefined)
      throw new RangeError(`its input ${lacking + 1} is left out; it needs ${least}`);
    return fold(inputs, operation);
  };
