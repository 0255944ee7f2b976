import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';

/** Added to a variance before its root is taken. */
export const EPSILON = 1e-3;

export interface Normalised {
  /** Of x's shape. */
  y: Tensor;
  /** [channels], of this batch */
  mean: Tensor1D;
  /** [channels], of this batch, divided by the number of values */
  variance: Tensor1D;
}

/**
 * Batch normalisation as in training (Ioffe & Szegedy 2015, Algorithm 1): every channel gets mean 0 and variance 1 over
 * the batch and all positions, then `scale` and `shift`. Its gradient is written out, in few passes over the map.
 * @param x [batch, …, channels]
 * @param scale [channels]
 * @param shift [channels]
 */
export function batchNorm(x: Tensor, scale: Tensor1D, shift: Tensor1D): Normalised {
  const { mean, variance } = tf.tidy(() => moments(x));
  const normalise = tf.customGrad((...inputs) => {
    const [map, factor, offset, save] = inputs as [Tensor, Tensor1D, Tensor1D, tf.GradSaveFunc];
    const deviation = tf.sqrt<Tensor1D>(tf.add(variance, EPSILON));
    const unit = tf.div(tf.sub(map, mean), deviation);
    save([unit, factor, deviation]);
    return {
      value: tf.add(tf.mul(unit, factor), offset),
      gradFunc: (dy: Tensor, saved: Tensor[]) =>
        gradients(dy, saved as [Tensor, Tensor1D, Tensor1D]),
    };
  });
  return { y: normalise(x, scale, shift), mean, variance };
}

function moments(x: Tensor): { mean: Tensor1D; variance: Tensor1D } {
  const rows = flat(x);
  const mean = tf.mean<Tensor1D>(rows, 0);
  return { mean, variance: tf.mean<Tensor1D>(tf.square(tf.sub(rows, mean)), 0) };
}

function gradients(dy: Tensor, [unit, scale, deviation]: [Tensor, Tensor1D, Tensor1D]): Tensor[] {
  const dShift = tf.sum<Tensor1D>(flat(dy), 0);
  const dScale = tf.sum<Tensor1D>(flat(tf.mul(dy, unit)), 0);
  const count = dy.size / scale.size;
  // What moves a whole channel, or stretches it, is taken out again by the normalisation.
  const along = tf.add(tf.mul(unit, tf.div(dScale, count)), tf.div(dShift, count));
  const dx = tf.mul(tf.sub(dy, along), tf.div(scale, deviation));
  return [dx, dScale, dShift];
}

/** [batch · positions, channels] */
function flat(x: Tensor): Tensor {
  return tf.reshape(x, [-1, x.shape.at(-1)!]);
}
