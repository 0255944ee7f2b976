const THREE_DIGITS = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** A measured value in three significant digits: `0.0123`; `…` for one that is not there yet (NaN). */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return '…';
  return THREE_DIGITS.format(value);
}
