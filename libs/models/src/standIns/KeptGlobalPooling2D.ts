import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { layerClass, register, standInName } from './standIn.js';

/** Global pooling with `keepdims`, which tfjs-layers does not know: [batch, 1, 1, channels]. */
function keeping(className: string) {
  return class extends layerClass(className) {
    static className = standInName(className);

    override computeOutputShape([batch, , , channels]: (number | null)[]): (number | null)[] {
      return [batch!, 1, 1, channels!];
    }

    override call(inputs: Tensor | Tensor[]): Tensor {
      return tf.tidy(() => tf.expandDims(tf.expandDims(super.call(inputs), 1), 1));
    }
  };
}

register(keeping('GlobalAveragePooling2D'));
register(keeping('GlobalMaxPooling2D'));
