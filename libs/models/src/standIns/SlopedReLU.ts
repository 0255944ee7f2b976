import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { layerClass, onlyOne, register, standInName, type StandInConfig } from './standIn.js';

/** ReLU with `negative_slope`, which tfjs-layers does not know: slope·x below zero, cut off at `max_value`. */
class SlopedReLU extends layerClass('ReLU') {
  static className = standInName('ReLU');
  readonly negativeSlope: number;
  readonly maxValue: number | null = null;

  constructor(config: StandInConfig) {
    super(config);
    this.negativeSlope = Number(config['negativeSlope']);
    this.maxValue = (config['maxValue'] as number | undefined) ?? null;
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() => {
      const sloped = tf.leakyRelu(onlyOne(inputs), this.negativeSlope);
      return this.maxValue === null ? sloped : tf.minimum(sloped, this.maxValue);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    return { ...super.getConfig(), negativeSlope: this.negativeSlope };
  }
}

register(SlopedReLU);
