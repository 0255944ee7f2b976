import type { Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { inMemory, LOWEST, maxPoolInMemory, unpoolInMemory } from './poolInMemory.js';
import { gatherTaps, scatterTaps } from './taps.js';

export interface Pooled {
  /** [batch, h, w, channels] */
  value: Tensor4D;
  /** int32 [batch, h, w, channels]: where in its window each maximum stood, 0 … size² − 1 in raster order. */
  switches: Tensor4D;
}

/**
 * Max pooling that also records its switches (Zeiler & Fergus, Section 2.1).
 *
 * Built from slices, or from plain loops where the numbers lie in main memory, because tfjs' own kernels disagree: on
 * ties the backends choose different positions, and wasm returns wrong values for windows whose maximum is ≤ 0. Here
 * the first maximum in raster order wins everywhere, and the offset inside the window is small enough to be exact on
 * GPUs that compute in 16 bits.
 * @param x [batch, height, width, channels]; padding counts as −∞
 */
export function maxPool(x: Tensor4D, window: Window): Pooled {
  if (inMemory()) return maxPoolInMemory(x, window);
  const [first, ...rest] = gatherTaps(x, window, LOWEST);
  let value = first!;
  let switches = tf.zeros<tf.Rank.R4>(value.shape, 'int32');
  rest.forEach((tap, i) => {
    // Only a strictly greater tap moves the switch, and a later tap has the larger index: the maximum is the latest.
    const moved = tf.mul(tf.cast(tf.greater(tap, value), 'int32'), tf.scalar(i + 1, 'int32'));
    switches = tf.maximum(switches, moved);
    value = tf.maximum(value, tap);
  });
  return { value, switches };
}

/**
 * Unpooling: puts each value back where its switch points; where windows overlap on one position, values add.
 * @param signal [batch, h, w, channels]
 * @param switches int32, as `maxPool` recorded them; batch 1 serves every image of the signal
 * @returns [batch, (h − 1)·stride + reach, …, channels], from the first window's first position (in the padding, if any)
 */
export function unpool(signal: Tensor4D, switches: Tensor4D, window: Window): Tensor4D {
  if (inMemory()) return unpoolInMemory(signal, switches, window);
  const placed = (index: number): Tensor4D =>
    tf.mul(signal, tf.cast(tf.equal(switches, tf.scalar(index, 'int32')), 'float32'));
  return scatterTaps(placed, signal.shape, window);
}
