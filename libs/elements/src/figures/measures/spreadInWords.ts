const percent = (share: number): string => (100 * share).toFixed(1);

/** A mean with its standard deviation, in per cent: `48.9 ± 0.8`. */
export function spreadInWords(measure: { mean: number; sd: number | null } | undefined): string {
  if (!measure) return '–';
  const { mean, sd } = measure;
  return sd === null ? percent(mean) : `${percent(mean)} ± ${percent(sd)}`;
}
