import { maxPool, type Pooled } from '@deconv/core';
import { axisWindow } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Case } from './compare.js';
import { read } from './read.js';

const SIZE = 3;
const STRIDE = 2;
/** Maps that SqueezeNet v1.1 pools: side and channels. */
const MAPS = [
  [111, 64],
  [55, 128],
] as const;

/** Max pooling with switches, against strided slices in tensor ops, and against tfjs' pooling without switches. */
export function maxPoolCases(): Case[] {
  const axis = axisWindow({ size: SIZE, stride: STRIDE });
  const window = { rows: axis, columns: axis };
  return MAPS.map(([side, channels]) => {
    // Positive: tfjs' own pooling is wrong on wasm where all of a window is ≤ 0.
    const x = tf.randomUniform<tf.Rank.R4>([1, side, side, channels], 0.1, 1, 'float32', 3);
    return {
      name: `max pooling ${SIZE}×${SIZE}/${STRIDE} of ${side}×${side}×${channels}`,
      ways: [
        { name: 'with switches', run: () => read(() => maxPool(x, window).value) },
        { name: 'with switches, tf.stridedSlice', run: () => read(() => bySlices(x).value) },
        {
          name: 'without, tf.maxPool',
          run: () => read(() => tf.maxPool(x, SIZE, STRIDE, 'valid')),
        },
      ],
    };
  });
}

/** The plain way on tensors: one strided slice for each position of the window. */
function bySlices(x: Tensor4D): Pooled {
  const [batch, height, width, channels] = x.shape;
  const last = (length: number): number => length - SIZE + 1;
  const taps = Array.from({ length: SIZE * SIZE }, (_, tap) => {
    const [row, column] = [Math.floor(tap / SIZE), tap % SIZE];
    const end = [batch, row + last(height), column + last(width), channels];
    return tf.stridedSlice(x, [0, row, column, 0], end, [1, STRIDE, STRIDE, 1]) as Tensor4D;
  });
  let value = taps[0]!;
  let switches = tf.zerosLike<Tensor4D>(value);
  taps.slice(1).forEach((tap, i) => {
    switches = tf.where(tf.greater(tap, value), tf.fill(tap.shape, i + 1), switches);
    value = tf.maximum(value, tap);
  });
  return { value, switches };
}
