import { gather, reshape } from './arrange.js';
import { countOfRepeated, integers, type Constant } from './Constant.js';
import type { Fold } from './Dialect.js';
import { formatDims } from './formatDims.js';

/** The dims of two tensors side by side, axes of length 1 repeated. @throws RangeError where they do not fit */
export function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  const [left, right] = [a, b].map((dims) => [
    ...Array<number>(rank - dims.length).fill(1),
    ...dims,
  ]) as [number[], number[]];
  return left.map((dim, i) => {
    const other = right[i]!;
    if (dim !== other && dim !== 1 && other !== 1)
      throw new RangeError(`cannot combine ${formatDims(a)} with ${formatDims(b)}`);
    return dim === 1 ? other : dim;
  });
}

/** A constant whose axes of length 1 are repeated. @throws RangeError for dims that it does not fit, or too many values */
export function repeated(x: Constant, to: number[]): Constant {
  countOfRepeated(to, x.data.length);
  const more = to.length - x.dims.length;
  let found = reshape(x, [...Array<number>(more).fill(1), ...x.dims]);
  to.forEach((dim, axis) => {
    if (found.dims[axis] !== dim)
      found = gather(found, integers(new Float64Array(dim), [dim]), axis);
  });
  return found;
}

/** Constants, value by value, the shorter dims repeated. Results are whole numbers where `whole` says so, or all are. */
export const elementwise =
  (compute: (...values: number[]) => number, kept?: 'truth'): Fold =>
  (inputs) => {
    const given = inputs.map((x) => x!);
    const dims = given.map((x) => x.dims).reduce(broadcast);
    const all = given.map((x) => repeated(x, dims).data);
    const [first] = all as [Constant['data']];
    const made = kept === 'truth' ? new Float64Array(first.length) : first.slice();
    for (let i = 0; i < first.length; i++) made[i] = compute(...all.map((data) => data[i]!));
    return [{ dims, data: made }];
  };
