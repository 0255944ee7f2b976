import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Scales every filter whose root mean square exceeds `limit` back to it, so that no filter dominates its layer
 * (Zeiler & Fergus, Section 3).
 * @param filters [height, width, channels in, channels out]
 */
export function limitFilters(filters: Tensor4D, limit: number): Tensor4D {
  return tf.tidy(() => {
    const rms = tf.sqrt(tf.mean(tf.square(filters), [0, 1, 2], true));
    return tf.mul(filters, tf.minimum(1, tf.div(limit, tf.maximum(rms, 1e-12))));
  });
}
