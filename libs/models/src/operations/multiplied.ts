import { countOf, type Constant } from './Constant.js';
import { broadcast, repeated } from './elementwise.js';
import { formatDims } from './formatDims.js';

/** Multiply-adds beforehand: what small networks of constants take, as Swin has for its positions. */
const MOST = 2 ** 28;

/** The product of stacks of matrices. @throws RangeError for what does not fit, or is too much */
export function multiplied(a: Constant, b: Constant): Constant {
  const [rows, inner] = a.dims.slice(-2) as [number, number];
  const columns = b.dims.at(-1)!;
  if (a.dims.length < 2 || b.dims.length < 2 || b.dims.at(-2) !== inner)
    throw new RangeError(`cannot multiply ${formatDims(a.dims)} by ${formatDims(b.dims)}`);
  const pairs = broadcast(a.dims.slice(0, -2), b.dims.slice(0, -2));
  const count = countOf(pairs);
  if (count * rows * inner * columns > MOST)
    throw new RangeError(`multiplying ${formatDims(a.dims)} by ${formatDims(b.dims)} is too much`);
  const left = repeated(a, [...pairs, rows, inner]).data;
  const right = repeated(b, [...pairs, inner, columns]).data;
  const data = new Float32Array(countOf([...pairs, rows, columns]));
  for (let i = 0; i < data.length; i++) {
    const column = i % columns;
    const row = Math.floor(i / columns);
    const pair = Math.floor(row / rows);
    let sum = 0;
    for (let k = 0; k < inner; k++)
      sum += left[row * inner + k]! * right[(pair * inner + k) * columns + column]!;
    data[i] = sum;
  }
  return { dims: [...pairs, rows, columns], data };
}
