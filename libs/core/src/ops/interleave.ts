import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/**
 * Interleaves the phases of a strided grid: channel block `r·strideW + c` becomes the positions with row ≡ r and
 * column ≡ c. (`tf.depthToSpace` for strides that differ between the axes.)
 * @param x [batch, h, w, strideH·strideW·channels]
 * @returns [batch, h·strideH, w·strideW, channels]
 */
export function interleave(x: Tensor4D, strideH: number, strideW: number): Tensor4D {
  if (strideH === 1 && strideW === 1) return x;
  const [batch, h, w, depth] = x.shape;
  const channels = depth / (strideH * strideW);
  const blocks = tf.reshape(x, [batch * h, w, strideH, strideW * channels]);
  return tf.reshape(tf.transpose(blocks, [0, 2, 1, 3]), [
    batch,
    h * strideH,
    w * strideW,
    channels,
  ]);
}

/**
 * The inverse of `interleave` (`tf.spaceToDepth`): positions with row ≡ r and column ≡ c become channel block
 * `r·strideW + c`. Height and width must be multiples of the strides.
 * @param x [batch, h·strideH, w·strideW, channels]
 * @returns [batch, h, w, strideH·strideW·channels]
 */
export function deinterleave(x: Tensor4D, strideH: number, strideW: number): Tensor4D {
  if (strideH === 1 && strideW === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const [h, w] = [height / strideH, width / strideW];
  const blocks = tf.reshape(x, [batch * h, strideH, w, strideW * channels]);
  return tf.reshape(tf.transpose(blocks, [0, 2, 1, 3]), [
    batch,
    h,
    w,
    strideH * strideW * channels,
  ]);
}
