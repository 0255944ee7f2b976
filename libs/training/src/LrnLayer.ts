import type { LrnParameters } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';

/**
 * Local response normalisation across channels (Krizhevsky et al. 2012, Section 3.3).
 * @param x [batch, height, width, channels]
 */
export function normaliseContrast(
  x: Tensor4D,
  { depthRadius, bias, alpha, beta }: LrnParameters,
): Tensor4D {
  return tf.localResponseNormalization(x, depthRadius, bias, alpha, beta);
}

/**
 * Contrast normalisation as a layer of a finished network: class `LRN`, config `depthRadius, bias, alpha, beta`. This is
 * what `@deconv/models` reads under that name.
 */
export class LrnLayer extends layers.Layer {
  static className = 'LRN';
  readonly #parameters: LrnParameters;

  constructor(config: LrnParameters & { name: string }) {
    super(config);
    const { depthRadius, bias, alpha, beta } = config;
    this.#parameters = { depthRadius, bias, alpha, beta };
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    return normaliseContrast(x as Tensor4D, this.#parameters);
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.#parameters };
  }
}

tf.serialization.registerClass(LrnLayer);
