/** With a minus, as it is set in print. */
export const minus = (text: string | number): string => String(text).replace('-', '−');

/** Digits behind the point, at most: smaller numbers stand at the end of no signal's way. */
const MOST = 7;

/**
 * How to write numbers that stand in one table: with as many digits behind the point, the largest with three significant ones.
 * Nothing but zero is `0`.
 */
export function alike(values: readonly number[]): (value: number) => string {
  const largest = Math.max(...values.map(Math.abs));
  const digits = largest > 0 ? Math.min(MOST, Math.max(0, 2 - Math.floor(Math.log10(largest)))) : 0;
  return (value) => {
    if (value === 0) return '0';
    const text = value.toFixed(digits);
    return Number(text) === 0 ? text.replace('-', '') : minus(text);
  };
}

const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'];

/** A row or column of a window. @param place from 0 */
export const ordinal = (place: number): string => ORDINALS[place] ?? `${place + 1}th`;
