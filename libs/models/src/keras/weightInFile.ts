import { brief } from '@deconv/untrusted';
import * as tf from '@tensorflow/tfjs-core';
import type { Weight } from '../modelFiles.js';
import { nameOf, type KerasConfig, type KerasLayer } from './kerasLayer.js';
import { unsound } from '../misread.js';

interface Config {
  /** Of the weight, its layer's name before a slash. tfjs leaves what stands under this key as it is. */
  name: string;
  /** As the file has it; undefined where it is not known by this name. */
  shape?: number[];
  /** Of another weight that begins alike. */
  also?: number[];
  /** Numbers of all weights in the files together. */
  most: number;
}

/**
 * What a weight is until its file is read: zeros, of the very shape that stands in the file. A layer that asks for anything
 * else is refused before memory is taken, however much it asks for.
 */
class WeightInFile extends tf.serialization.Serializable {
  static className = 'deconv>WeightInFile';

  constructor(readonly config: Config) {
    super();
  }

  apply(asked: number[]): tf.Tensor {
    const { name, shape, also = [], most } = this.config;
    const listed = (dims: number[]): string => `[${dims.join(', ')}]`;
    if (!asked.every(Number.isSafeInteger))
      throw unsound(`what the layers say does not tell the shape of weight ${brief(name)}`);
    if (shape && ![shape, also].map(listed).includes(listed(asked)))
      throw unsound(
        `weight ${brief(name)} has shape ${listed(shape)}, but its layer expects ${listed(asked)}`,
      );
    if (!shape && asked.reduce((a, b) => a * b, 1) > most)
      throw unsound(`weight ${brief(name)} of shape ${listed(asked)} is in no weights file`);
    return tf.zeros(asked);
  }

  getConfig(): tf.serialization.ConfigDict {
    return { ...this.config };
  }
}

tf.serialization.registerClass(WeightInFile);

/** Weights of tfjs' layers, by the options that say how they begin. */
const WEIGHTS: readonly [option: string, weight: string][] = [
  ['alpha_initializer', 'alpha'],
  ['beta_initializer', 'beta'],
  ['bias_initializer', 'bias'],
  ['depthwise_initializer', 'depthwise_kernel'],
  ['embeddings_initializer', 'embeddings'],
  ['gamma_initializer', 'gamma'],
  ['kernel_initializer', 'kernel'],
  ['mean_initializer', 'mean'],
  ['moving_mean_initializer', 'moving_mean'],
  ['moving_variance_initializer', 'moving_variance'],
  ['pointwise_initializer', 'pointwise_kernel'],
  ['recurrent_initializer', 'recurrent_kernel'],
  ['variance_initializer', 'variance'],
];

/** Options of a layer, with those that say where its weights come from. @param weights as `asKeras2Weights` names them */
export function withWeightsInFile(layer: KerasLayer, weights: readonly Weight[]): KerasConfig {
  const shapes = new Map(weights.map(({ spec: { name, shape } }) => [name, shape]));
  const most = weights.reduce((sum, { spec }) => sum + spec.shape.reduce((a, b) => a * b, 1), 0);
  return within(layer, nameOf(layer), (name) => {
    const shape = shapes.get(name);
    // tfjs' SeparableConv2D lets both of its filters begin as the first one does.
    const also = shapes.get(name.replace(/\/depthwise_kernel$/, '/pointwise_kernel'));
    return { name, most, ...(shape && { shape }), ...(also && { also }) };
  });
}

type Layer = Pick<KerasLayer, 'class_name' | 'config'>;

/** Layers that repeat another one hold it among their options. */
function within(
  { class_name, config }: Layer,
  name: string,
  configOf: (name: string) => Config,
): KerasConfig {
  const given = Object.entries(config).filter(([key]) => key !== '__proto__');
  const inner = given.map(([key, value]) => [key, innerOf(value, name, configOf)]);
  // tfjs refuses an option that a class has not, in these alone.
  const lacking = /^(Depthwise|Separable)/.test(class_name) ? 'kernel_initializer' : '';
  const own = WEIGHTS.filter(([option]) => option !== lacking).map(([option, weight]) => [
    option,
    { class_name: WeightInFile.className, config: configOf(`${name}/${weight}`) },
  ]);
  return Object.fromEntries([...inner, ...own]) as KerasConfig;
}

function innerOf(value: unknown, name: string, configOf: (name: string) => Config): unknown {
  if (Array.isArray(value)) return value.map((each) => innerOf(each, name, configOf));
  const { class_name, config } = Object(value) as Partial<Layer>;
  if (typeof class_name !== 'string' || typeof config !== 'object') return value;
  return { ...(value as object), config: within({ class_name, config }, name, configOf) };
}
