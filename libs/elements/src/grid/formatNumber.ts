const THREE_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** A measured value in three significant digits: `0.0123`. */
export function formatNumber(value: number): string {
  return THREE_DIGITS.format(value);
}
