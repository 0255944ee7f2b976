import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { layers, type initializers, type LayerVariable } from '@tensorflow/tfjs-layers';
import { onlyOne, register, standInName, type StandInConfig } from './standIn.js';

type Initializer = ReturnType<typeof initializers.zeros>;

/** How a weight begins, by the name of a class: tfjs keeps the making of one to itself, but its registry hands out the class. */
function initializerOf(said: unknown): Initializer {
  const { className, config } = said as { className: string; config: object };
  const { classNameMap } = tf.serialization.SerializationMap.getMap();
  const [Begins] = classNameMap[className] as unknown as [new (config: object) => Initializer];
  return new Begins(config);
}

/** Keras' least deviation. */
const LEAST = 1e-7;

/**
 * Normalization, which tfjs-layers does not know: (x − mean) / √variance, or `x·√variance + mean` where it inverts. Both stand
 * among its options, or were adapted to data and are weights: a value for each index of its axes.
 */
class Normalization extends layers.Layer {
  static className = standInName('Normalization');
  readonly options: StandInConfig;
  #adapted: LayerVariable[] = [];

  constructor(config: StandInConfig) {
    super(config);
    this.options = config;
  }

  override build(shape: (number | null)[]): void {
    const axes = [this.options['axis'] ?? []].flat() as number[];
    const dims = axes.map((axis) => shape.at(axis)!);
    if ((this.options['mean'] ?? null) === null)
      this.#adapted = ['mean', 'variance'].map((name) =>
        this.addWeight(
          name,
          dims,
          'float32',
          initializerOf(this.options[`${name}Initializer`]),
          undefined,
          false,
        ),
      );
    super.build(shape);
  }

  override call(inputs: Tensor | Tensor[]): Tensor {
    return tf.tidy(() => {
      const [mean, variance] = this.#adapted.length
        ? (this.#adapted.map((weight) => weight.read()) as [Tensor, Tensor])
        : [this.options['mean'] as number[], this.options['variance'] as number[]];
      const deviation = tf.maximum(tf.sqrt(variance), LEAST);
      const x = onlyOne(inputs);
      return this.options['invert']
        ? tf.add(tf.mul(x, deviation), mean)
        : tf.div(tf.sub(x, mean), deviation);
    });
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { axis = null, mean = null, variance = null, invert = false } = this.options;
    return { ...super.getConfig(), axis, mean, variance, invert } as tf.serialization.ConfigDict;
  }
}

register(Normalization);
