import { reach, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { dense, everyStride, isSparse } from './conv.js';
import { scatterTaps } from './taps.js';

/**
 * Depthwise convolution: every channel has its own `multiplier` filters. Output channel `c·multiplier + m`.
 * @param x [batch, height, width, channels]
 * @param filter [filter height, filter width, channels, multiplier]
 */
export function depthwiseConv(x: Tensor4D, filter: Tensor4D, window: Window): Tensor4D {
  if (isSparse(window)) return everyStride(depthwiseConv(x, filter, dense(window)), window);
  const { rows, columns } = window;
  const padded = tf.pad(x, [
    [0, 0],
    [rows.before, rows.after],
    [columns.before, columns.after],
    [0, 0],
  ]);
  return tf.depthwiseConv2d(padded, filter, [rows.stride, columns.stride], 'valid', 'NHWC', [
    rows.dilation,
    columns.dilation,
  ]);
}

/**
 * The transpose of `depthwiseConv`: each tap weighs the signal and puts it back; multiplied channels add.
 * @param signal [batch, h, w, channels·multiplier]
 * @returns [batch, (h − 1)·stride + reach, …, channels]
 */
export function transposedDepthwiseConv(
  signal: Tensor4D,
  filter: Tensor4D,
  window: Window,
): Tensor4D {
  const [height, width, channels, multiplier] = filter.shape;
  const taps = tf.unstack(tf.reshape(filter, [height * width, channels * multiplier]));
  const spread = scatterTaps((index) => tf.mul(signal, taps[index]!), signal.shape, window);
  if (multiplier === 1) return spread;
  const [batch, h, w] = signal.shape;
  const { rows, columns } = window;
  const spanned = [
    (h - 1) * rows.stride + reach(rows),
    (w - 1) * columns.stride + reach(columns),
  ] as const;
  return tf.reshape(tf.sum(tf.reshape(spread, [-1, channels, multiplier]), 2), [
    batch,
    ...spanned,
    channels,
  ]);
}
