import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { preprocess, type Preprocessing } from './preprocessing.js';

/** Pictures with their classes. */
export interface Batch {
  /** [count, size, size, 3], 0 … 255 */
  pixels: Uint8Array;
  /** One class index for each picture. */
  labels: Int32Array;
}

/** A batch as a network and a loss want it: `x` [count, size, size, 3], `y` [count, classes], one 1 a row. */
export function batchTensors(
  { pixels, labels }: Batch,
  preprocessing: Preprocessing,
  classes: number,
): { x: Tensor4D; y: Tensor2D } {
  const { inputSize } = preprocessing;
  const shape: [number, number, number, number] = [labels.length, inputSize, inputSize, 3];
  return {
    x: tf.tensor4d(preprocess(pixels, preprocessing), shape),
    y: tf.oneHot(tf.tensor1d(labels, 'int32'), classes) as Tensor2D,
  };
}

/** The pictures from number `from` up to, not including, `to`, without copying. */
export function partOf({ pixels, labels }: Batch, from: number, to: number): Batch {
  const each = pixels.length / labels.length;
  return { pixels: pixels.subarray(from * each, to * each), labels: labels.subarray(from, to) };
}
