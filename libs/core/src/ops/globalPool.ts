import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** Mean over all positions: [batch, height, width, channels] → [batch, 1, 1, channels]. */
export function globalAveragePool(x: Tensor4D): Tensor4D {
  return tf.mean(x, [1, 2], true);
}

/** The transpose of `globalAveragePool`: every position gets an equal share. */
export function spreadGlobalAverage(signal: Tensor4D, height: number, width: number): Tensor4D {
  return tf.tile(tf.div(signal, height * width), [1, height, width, 1]);
}
