import { denseOp, type Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Constant } from './Constant.js';
import type { Plan } from './Use.js';
import { perChannel, tensorOf } from './weights.js';

/**
 * A vector times a matrix.
 * @param kernel [channels in, channels out], or the other way round where it is `transposed`
 * @throws RangeError for a kernel of other axes, and, once the input is known, for one that does not fit
 */
export function product(
  kernel: Constant,
  { transposed = false, bias }: { transposed?: boolean; bias?: Constant | undefined } = {},
): Plan {
  if (kernel.dims.length !== 2)
    throw new RangeError(`its kernel has ${kernel.dims.length} axes; expected 2`);
  const [rows, columns] = transposed ? [...kernel.dims].reverse() : kernel.dims;
  const make = (x: MapShape): Op => {
    if (x.channels !== rows || x.height * x.width !== 1)
      throw new RangeError(
        `its kernel of ${rows}×${columns!} does not fit ${x.height}×${x.width}×${x.channels}`,
      );
    const each = bias && perChannel(bias, { ...x, channels: columns! }, 0);
    return denseOp(
      x,
      tensorOf<tf.Rank.R2>(kernel, transposed ? [1, 0] : [0, 1]),
      each && tf.tensor1d(each),
    );
  };
  return { steps: [([x]) => make(x!)] };
}
