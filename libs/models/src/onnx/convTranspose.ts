import { convTransposeOp, type Op } from '@deconv/core';
import { axisWindow, reach, type MapShape } from '@deconv/geometry';
import type * as tf from '@tensorflow/tfjs-core';
import { onImage } from '../operations/image.js';
import type { Read } from '../operations/single.js';
import { requireChannels, tensorOf } from '../operations/weights.js';
import { requireStrides } from '../requireStrides.js';
import { pairs } from './windows.js';

/** Positions of padding or output, before no network would mean it. */
const MOST = 4096;

/** Transposed convolution, ONNX operators, ConvTranspose. */
export const convTranspose: Read = (use) => {
  const filter = use.constant(1, 'filter');
  const bias = use.optional(2, 'bias');
  const groups = use.number('group', 1);
  const [channels, out, ...kernel] = filter.dims as [number, number, number, number];
  if (filter.dims.length !== 4)
    throw new RangeError(
      `its filter has ${filter.dims.length} axes; expected 4: only maps of two axes are read`,
    );
  use.require('auto_pad', 'NOTSET', 'NOTSET');
  if (use.numbers('output_shape')) throw new RangeError('it says the shape of its output');
  const [strides, dilations] = [pairs(use, 'strides', 2, 1), pairs(use, 'dilations', 2, 1)];
  const [pads, more] = [pairs(use, 'pads', 4, 0), pairs(use, 'output_padding', 2, 0)];
  const along = (axis: 0 | 1, length: number) => {
    const [before, after] = [pads[axis]!, pads[axis + 2]!];
    const bare = { size: kernel[axis], stride: strides[axis]!, dilation: dilations[axis]! };
    const window = axisWindow({ ...bare, before });
    const output = (length - 1) * window.stride + reach(window) + more[axis]! - before - after;
    if (!(output >= 1 && output <= MOST) || before > MOST)
      throw new RangeError(`its output would be ${output} positions long`);
    return { window, output };
  };
  return onImage('NCHW', (x: MapShape): Op => {
    if (channels !== x.channels || channels % groups !== 0)
      throw new RangeError(
        `its filter of ${filter.dims.join('×')} does not fit ${x.channels} channels`,
      );
    if (bias) requireChannels([bias], { ...x, channels: out * groups });
    const [rows, columns] = [along(0, x.height), along(1, x.width)];
    const window = requireStrides({ rows: rows.window, columns: columns.window });
    const output = { height: rows.output, width: columns.output };
    const across = tensorOf<tf.Rank.R4>(filter, [2, 3, 1, 0]);
    return convTransposeOp(x, { window, output }, across, {
      groups,
      ...(bias && { bias: tensorOf<tf.Rank.R1>(bias) }),
    });
  })(use);
};
