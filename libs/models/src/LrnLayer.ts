import { lrn, type LrnParameters } from '@deconv/core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';

/** Local response normalisation as a layer of a tf.LayersModel: class `LRN`, config `depthRadius, bias, alpha, beta`. */
export class LrnLayer extends layers.Layer {
  static className = 'LRN';
  readonly parameters: LrnParameters;

  constructor(config: Partial<LrnParameters> & { name?: string }) {
    super(config);
    const { depthRadius = 5, bias = 1, alpha = 1, beta = 0.5 } = config;
    this.parameters = { depthRadius, bias, alpha, beta };
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() =>
      lrn((Array.isArray(inputs) ? inputs[0] : inputs) as Tensor4D, this.parameters),
    );
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), ...this.parameters };
  }
}

tf.serialization.registerClass(LrnLayer);
