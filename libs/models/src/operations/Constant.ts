import { formatDims } from './formatDims.js';

/** A tensor whose values are known without an image: a weight, a shape. Raster order. */
export interface Constant {
  dims: number[];
  /** Whole numbers stand as doubles: exact up to 2⁵³. */
  data: Float32Array | Float64Array;
}

/** More values than a tensor of a real network has; beyond, a file claims what it cannot mean. */
const MOST = 2 ** 28;
/** The same of one that is made from smaller ones, and holds nothing that they do not. */
const MOST_REPEATED = 2 ** 24;
const MOST_FILLED = 2 ** 27;
const MOST_AXES = 32;

/**
 * Count of the values of a tensor.
 * @throws RangeError for dims that are no whole numbers ≥ 0, or hold more values than can be worked with
 */
export function countOf(dims: readonly number[], most = MOST): number {
  if (dims.length > MOST_AXES)
    throw new RangeError(
      `a tensor of ${dims.length} axes cannot be; expected at most ${MOST_AXES}`,
    );
  const count = dims.reduce((product, dim) => product * dim, 1);
  if (!dims.every((dim) => Number.isSafeInteger(dim) && dim >= 0) || count > most)
    throw new RangeError(
      `a tensor of ${formatDims(dims)} values cannot be; expected at most 2^${Math.log2(most)}`,
    );
  return count;
}

/** The same for a tensor of one value, as files have them that test a network's form. */
export const countOfFilled = (dims: readonly number[]): number => countOf(dims, MOST_FILLED);

/** The same for a tensor that repeats values. @param from how many values it is made from */
export const countOfRepeated = (dims: readonly number[], from: number): number =>
  countOf(dims, from >= MOST_REPEATED ? MOST : MOST_REPEATED);

export const integers = (values: Iterable<number>, dims: number[]): Constant => ({
  dims,
  data: Float64Array.from(values),
});
