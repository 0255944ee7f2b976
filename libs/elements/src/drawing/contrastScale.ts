/** The share of a projection's values that its colours span; a few outliers would otherwise turn the rest grey. */
const CONTRAST_QUANTILE = 0.995;

/** The magnitude that becomes full black or white: a high quantile of |value|, so one scale holds for one picture. */
export function contrastScale(values: Float32Array, quantile = CONTRAST_QUANTILE): number {
  if (!values.length) return 0;
  const magnitudes = values.map(Math.abs).sort();
  return magnitudes[Math.min(magnitudes.length - 1, Math.floor(quantile * magnitudes.length))] ?? 0;
}
