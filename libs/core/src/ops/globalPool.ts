import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Pooled } from './maxPool.js';

/** [batch, height, width, channels] → [batch, height·width, channels] */
function positions(x: Tensor4D): Tensor3D {
  const [batch, height, width, channels] = x.shape;
  return tf.reshape(x, [batch, height * width, channels]);
}

/** Mean over all positions: [batch, height, width, channels] → [batch, 1, 1, channels]. */
export function globalAveragePool(x: Tensor4D): Tensor4D {
  return tf.mean(x, [1, 2], true);
}

/** The transpose of `globalAveragePool`: every position gets an equal share. */
export function spreadGlobalAverage(signal: Tensor4D, height: number, width: number): Tensor4D {
  return tf.tile(tf.div(signal, height * width), [1, height, width, 1]);
}

/** Maximum over all positions, with the raster index of the first one as switch. */
export function globalMaxPool(x: Tensor4D): Pooled {
  const flat = positions(x);
  const [batch, count, channels] = flat.shape;
  const value = tf.max<Tensor3D>(flat, 1, true);
  const order = tf.reshape(tf.range(0, count, 1, 'float32'), [1, count, 1]);
  const candidates = tf.where(tf.equal(flat, value), order, tf.scalar(count));
  const first = tf.min<Tensor2D>(candidates, 1);
  return {
    value: tf.reshape(value, [batch, 1, 1, channels]),
    switches: tf.reshape(tf.cast(first, 'int32'), [batch, 1, 1, channels]),
  };
}

/** The transpose of `globalMaxPool`: each value goes back to its maximum's position. */
export function globalUnpool(
  signal: Tensor4D,
  switches: Tensor4D,
  height: number,
  width: number,
): Tensor4D {
  const order = tf.reshape(tf.range(0, height * width, 1, 'int32'), [1, height, width, 1]);
  return tf.mul(signal, tf.cast(tf.equal(switches, order), 'float32'));
}
