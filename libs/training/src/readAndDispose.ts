import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** The numbers of tensors that nobody else needs, read without holding up the thread while a GPU still computes them. */
export async function readAndDispose(
  tensors: readonly Tensor[],
): Promise<(Float32Array | Int32Array | Uint8Array)[]> {
  try {
    return await Promise.all(tensors.map((tensor) => tensor.data()));
  } finally {
    tf.dispose([...tensors]);
  }
}
