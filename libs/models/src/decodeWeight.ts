import { brief } from '@deconv/untrusted';
import * as tf from '@tensorflow/tfjs-core';
import type { Weight } from './modelFiles.js';

/**
 * The numbers of a weight, those that were quantised as what they stand for; for the caller to dispose.
 * @throws Error that names the weight whose numbers cannot be read
 */
export function decodeWeight({ spec, bytes }: Weight): tf.Tensor {
  try {
    return tf.io.decodeWeights(bytes.slice().buffer, [{ ...spec, name: 'weight' }])['weight']!;
  } catch (cause) {
    const reason = cause instanceof Error ? brief(cause.message, 200) : 'for no reason';
    throw new Error(
      `weight ${brief(spec.name)} cannot be decoded: ${reason}; convert the model again`,
      { cause },
    );
  }
}
