/** A tensor whose values are known without an image: a weight, a shape. Raster order. */
export interface Constant {
  dims: number[];
  /** Whole numbers stand as doubles: exact up to 2⁵³. */
  data: Float32Array | Float64Array;
}

/** More values than a tensor of a real network has; beyond, a file claims what it cannot mean. */
const MOST = 2 ** 28;

/**
 * Count of the values of a tensor.
 * @throws RangeError for dims that are no whole numbers ≥ 0, or hold more values than can be worked with
 */
export function countOf(dims: readonly number[]): number {
  const count = dims.reduce((product, dim) => product * dim, 1);
  if (!dims.every((dim) => Number.isSafeInteger(dim) && dim >= 0) || count > MOST)
    throw new RangeError(`a tensor of ${dims.join('×')} values cannot be; expected at most 2^28`);
  return count;
}

export const integers = (values: Iterable<number>, dims: number[]): Constant => ({
  dims,
  data: Float64Array.from(values),
});
