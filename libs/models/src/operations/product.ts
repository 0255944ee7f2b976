import { denseOp, matMulOp, type Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import { reshape } from './arrange.js';
import { countOf, type Constant } from './Constant.js';
import { formatDims } from './formatDims.js';
import type { Plan, Use } from './Use.js';
import { shapeOf } from './Value.js';
import { perChannel, tensorOf } from './weights.js';

/** A map's last axis times a matrix, or a matrix times the axis before it, or two maps by one another. */
export function matrixProduct(use: Use): Plan {
  if (use.isMap(0) && use.isMap(1)) return productOfMaps(use);
  if (use.isMap(0)) return product(use, use.constant(1, 'kernel'));
  const kernel = use.constant(0, 'kernel');
  const { length } = use.dims(1);
  const plan = { axis: length - 2, transposed: true };
  return { ...product(use, kernel, plan, 1), maps: [1] };
}

/**
 * A map's last axis times a matrix.
 * @param kernel [channels in, channels out], or the other way round where it is `transposed`
 * @throws RangeError for a kernel of other axes, or one that does not fit
 */
export function product(
  use: Use,
  kernel: Constant,
  options: { transposed?: boolean; bias?: Constant | undefined; axis?: number } = {},
  index = 0,
): Plan {
  const { transposed = false, bias } = options;
  // Of a stack of matrices one is a matrix.
  const isOne = countOf(kernel.dims.slice(0, -2)) === 1 && kernel.dims.length >= 2;
  const matrix = isOne ? reshape(kernel, kernel.dims.slice(-2)) : kernel;
  if (matrix.dims.length !== 2)
    throw new RangeError(`its kernel has ${kernel.dims.length} axes; expected 2`);
  const [rows, columns] = transposed ? [...matrix.dims].reverse() : matrix.dims;
  const { dims } = use.map(index);
  const axis = options.axis ?? dims.length - 1;
  if (dims.length < 2 || dims[axis] !== rows)
    throw new RangeError(`its kernel of ${rows}×${columns!} does not fit ${formatDims(dims)}`);
  const make = (x: MapShape): Op => {
    const each = bias && perChannel(bias, { ...x, channels: columns! }, 0);
    return denseOp(
      x,
      tensorOf<tf.Rank.R2>(matrix, transposed ? [1, 0] : [0, 1]),
      each && tf.tensor1d(each),
    );
  };
  return { steps: [([x]) => make(x!)], axes: [axis] };
}

function productOfMaps(use: Use): Plan {
  const [a, b] = [use.dims(0), use.dims(1)];
  const rank = a.length;
  const [rows, inner] = a.slice(-2) as [number, number];
  const columns = b.at(-1)!;
  const pairs = a.slice(0, -2);
  const fits = rank >= 2 && b.length === rank && b.at(-2) === inner;
  if (!fits || pairs.some((dim, i) => dim !== b[i]))
    throw new RangeError(`cannot multiply ${formatDims(a)} by ${formatDims(b)}`);
  const dims = [...pairs, rows, columns];
  const channels = rank - 1;
  const sizes = { pairs: countOf(pairs), rows, inner, columns };
  return {
    steps: [(inputs) => matMulOp(inputs, sizes, shapeOf(dims, channels))],
    maps: [0, 1],
    axes: [channels, channels],
    result: { dims, channels },
  };
}
