import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

export interface LrnParameters {
  /** Channels on each side that count; the window has `2·depthRadius + 1`. */
  depthRadius: number;
  bias: number;
  /** Weight of the *sum* of squares. Caffe, ONNX and PyTorch divide theirs by the window's size first. */
  alpha: number;
  beta: number;
}

/**
 * Local response normalisation across channels: `y_c = x_c · (bias + alpha · Σ_{|j − c| ≤ depthRadius} x_j²)^−beta`
 * (Krizhevsky et al. 2012, Section 3.3). Written with slices because not every tfjs backend has the kernel.
 * @param x [batch, height, width, channels]
 */
export function lrn(x: Tensor4D, { depthRadius, bias, alpha, beta }: LrnParameters): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const squares = tf.pad(tf.square(x), [
    [0, 0],
    [0, 0],
    [0, 0],
    [depthRadius, depthRadius],
  ]);
  const neighbours = Array.from({ length: 2 * depthRadius + 1 }, (_, shift) =>
    tf.slice(squares, [0, 0, 0, shift], [batch, height, width, channels]),
  );
  const energy = tf.add(tf.mul(tf.addN(neighbours), alpha), bias);
  return tf.mul(x, tf.pow(energy, -beta));
}
