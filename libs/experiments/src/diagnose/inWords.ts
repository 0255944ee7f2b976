/** From this many on, what is listed is cut short. */
const LISTED = 20;

/** Numbers, or other things, with commas; of many only the first ones. */
export function inWords(list: readonly (number | string)[]): string {
  const rest = list.length - LISTED;
  return list.slice(0, LISTED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Three digits, without an exponent where it can do without. */
export const short = (value: number): string => String(Number(value.toPrecision(3)));

/** A share from 0 to 1 as a percentage. */
export const percent = (share: number): string => `${Math.round(100 * share)}%`;
