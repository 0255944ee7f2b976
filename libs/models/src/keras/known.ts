import { brief } from '@deconv/untrusted';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import { classFor } from '../standIns/index.js';
import { nameOf, type KerasLayer } from './kerasLayer.js';

const registered = (name: string): boolean =>
  Object.hasOwn(tf.serialization.SerializationMap.getMap().classNameMap, name);

const camelCase = (name: string): string =>
  name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Keras' name of an activation may be a class in tfjs under another. */
const isActivation = (name: string): boolean => registered(camelCase(name)) || registered(name);

/**
 * Why tfjs cannot even load a layer, as part of a sentence; undefined where it can. A nested model is known where all
 * its layers are.
 */
export function unknownTo({ class_name, config }: KerasLayer): string | undefined {
  if (config.layers) {
    const inner = config.layers.find((layer) => unknownTo(layer) !== undefined);
    return inner && `layer "${nameOf(inner)}" inside it: ${unknownTo(inner)}`;
  }
  if (class_name.startsWith('operation '))
    return `an ${brief(class_name)} outside of any layer is not read; export a model made of layers`;
  if (!registered(classFor(class_name, config)))
    return `TensorFlow.js has no layer of class ${brief(class_name)}; replace it by known layers and export again`;
  if (class_name === 'ReLU' && Number(config['threshold'] ?? 0) !== 0)
    return 'TensorFlow.js has no ReLU with a threshold; replace it by known layers and export again';
  const activation = config['activation'];
  if (typeof activation === 'string' && !isActivation(activation))
    return `TensorFlow.js has no activation ${brief(activation)}; replace it by a known one and export again`;
  return undefined;
}
