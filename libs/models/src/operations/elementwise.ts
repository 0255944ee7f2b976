import { gather } from './arrange.js';
import { integers, type Constant } from './Constant.js';
import type { Fold } from './Dialect.js';
import { formatDims } from './formatDims.js';

/** Two constants, value by value, the shorter dims repeated. */
export const elementwise =
  (compute: (a: number, b: number) => number): Fold =>
  ([a, b]) => {
    const rank = Math.max(a!.dims.length, b!.dims.length);
    const [left, right] = [a!, b!].map(({ dims }) => [
      ...Array<number>(rank - dims.length).fill(1),
      ...dims,
    ]);
    const dims = left!.map((dim, i) => (dim === 1 ? right![i]! : dim));
    if (!dims.every((dim, i) => [1, dim].includes(right![i]!)))
      throw new RangeError(`cannot combine ${formatDims(a!.dims)} with ${formatDims(b!.dims)}`);
    const [x, y] = [spread(a!, left!, dims), spread(b!, right!, dims)];
    const data = x.map((value, i) => compute(value, y[i]!));
    return [{ dims, data }];
  };

/** The values of a constant whose axes of length 1 are repeated. */
function spread(x: Constant, from: number[], to: number[]): Constant['data'] {
  let repeated: Constant = { dims: from, data: x.data };
  to.forEach((dim, axis) => {
    if (from[axis] !== dim)
      repeated = gather(repeated, integers(new Float64Array(dim), [dim]), axis);
  });
  return repeated.data;
}
