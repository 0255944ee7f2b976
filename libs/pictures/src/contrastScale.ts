/** Share of a projection's magnitudes that lie within its scale; a few outliers would otherwise turn the rest grey. */
const WITHIN = 0.995;

/**
 * The magnitude that becomes full white or black: the 99.5th percentile of those that are not zero, so that a projection
 * looks the same alone and inside of a larger picture that is zero around it. It is one of the magnitudes; 0 where all are.
 */
export function contrastScale(values: Float32Array): number {
  const magnitudes = values
    .filter((value) => value !== 0)
    .map(Math.abs)
    .sort();
  return magnitudes[Math.floor(WITHIN * (magnitudes.length - 1))] ?? 0;
}
