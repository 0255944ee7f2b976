import { convTransposeOp, type Op } from '@deconv/core';
import {
  axisWindow,
  formatShape,
  outputLength,
  samePadding,
  type AxisWindow,
  type MapShape,
} from '@deconv/geometry';
import type * as tf from '@tensorflow/tfjs-core';
import { onImage } from '../operations/image.js';
import type { Read } from '../operations/single.js';
import { tensorOf } from '../operations/weights.js';
import { requireWindow } from '../operations/windows.js';
import { pair } from './windows.js';

/** Conv2DBackpropInput: the sizes of its output, a filter, and a map that is as a convolution's output. */
export const convTranspose: Read = (use) => {
  const [, height, width, channels] = Array.from(use.constant(0, 'sizes of its output').data);
  const filter = use.constant(1, 'filter');
  const output = { height: height!, width: width!, channels: channels! };
  use.require('data_format', 'NHWC');
  const padding = use.text('padding', '');
  if (padding !== 'SAME' && padding !== 'VALID')
    throw new RangeError(`its padding is "${padding}"; expected SAME or VALID`);
  const strides = pair(use, 'strides');
  const along = (axis: 0 | 1, length: number): AxisWindow => {
    const bare = axisWindow({ size: filter.dims[axis]!, stride: strides[axis] });
    return padding === 'SAME' ? samePadding(length, bare) : bare;
  };
  const make = (x: MapShape): Op => {
    const window = requireWindow(
      { rows: along(0, output.height), columns: along(1, output.width) },
      output,
    );
    const [rows, columns] = [
      outputLength(output.height, window.rows),
      outputLength(output.width, window.columns),
    ];
    if (rows !== x.height || columns !== x.width || filter.dims[2] !== output.channels)
      throw new RangeError(`a map of ${formatShape(x)} does not become ${formatShape(output)}`);
    return convTransposeOp(x, { window, output }, tensorOf<tf.Rank.R4>(filter));
  };
  return onImage('NHWC', make, 2)(use);
};
