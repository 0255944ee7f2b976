/**
 * Mean of at least one value. NaN where one of them is, which d3-array's `mean` would leave out: a training whose loss is no
 * longer a number must not go on.
 */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
