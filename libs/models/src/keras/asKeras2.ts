import type { KerasConfig, KerasLayer, Source } from './kerasLayer.js';
import { endsOf, isCall, sourcesOf } from './sources.js';

type Json = Record<string, unknown>;

/**
 * The same model in the form that tfjs reads, Keras 2: Keras 3 calls an input's shape `batch_shape`, wraps data types
 * and tensors in objects, counts the uses of nested models from 0 and renames options. A model in the form of Keras 2
 * stays as it is, but for initialisers, regularisers and constraints, which go.
 * @param json a layer or a model, as `to_json` of Keras 2 or 3 or `save` of tfjs writes it
 */
export function asKeras2(json: unknown): KerasLayer {
  // Only Keras 3 writes this word.
  return layerOf(json as Json, JSON.stringify(json).includes('"batch_shape"'));
}

/** Operators on whole maps, which Keras 3 writes like layers and which mean the same. */
const OPERATORS = ['Add', 'Maximum', 'Minimum', 'Multiply'];

function layerOf(json: Json, keras3: boolean): KerasLayer {
  const className = String(json['class_name']);
  const nodes = (json['inbound_nodes'] as unknown[] | undefined)?.map(sourcesOf);
  const operator = ((json['module'] as string | null | undefined) ?? '').startsWith(
    'keras.src.ops',
  );
  const isLayer = !operator || (OPERATORS.includes(className) && !nodes?.includes(undefined));
  const config = configOf(className, json['config'], keras3);
  return {
    class_name: isLayer ? (modelClass(config) ?? className) : `operation ${className}`,
    ...(json['name'] === undefined ? {} : { name: json['name'] as string }),
    config: config.layers ? withUses(config, json['config'] as Json) : config,
    ...(nodes ? { inbound_nodes: nodes.map((node) => node ?? []) } : {}),
  };
}

/** A user's own kind of model is, as far as its layers go, one of the two that tfjs knows. */
const modelClass = (config: KerasConfig): string | undefined =>
  config.layers && (config.output_layers ? 'Functional' : 'Sequential');

/** What only training needs, and what may be a user's own class that tfjs would stumble over. */
const FOR_TRAINING = /_(initializer|regularizer|constraint)$/;

function configOf(className: string, given: unknown, keras3: boolean): KerasConfig {
  // An old Sequential's configuration is the list of its layers.
  if (Array.isArray(given)) return configOf(className, { layers: given }, keras3);
  const config: KerasConfig = {};
  for (const [key, value] of Object.entries((given ?? {}) as Json)) {
    if (key === 'layers') config.layers = (value as Json[]).map((json) => layerOf(json, keras3));
    else if (key === 'input_layers' || key === 'output_layers') config[key] = endsOf(value);
    else if (key === 'batch_shape') config['batch_input_shape'] = value;
    else if (key === 'activation') config[key] = activationName(value, keras3);
    else if (key === 'negative_slope' && className === 'LeakyReLU') config['alpha'] = value;
    else if (!FOR_TRAINING.test(key) && !(key === 'dtype' && isObject(value))) config[key] = value;
  }
  return config;
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Names of Keras 3 for which tfjs has another, or the same with another meaning. */
const ACTIVATIONS: Record<string, string> = {
  silu: 'swish',
  // Keras 3 has (x + 3) / 6 where Keras 2 and tfjs have 0.2·x + 0.5.
  hard_sigmoid: 'hard_sigmoid of Keras 3',
};

/** In Keras 3 a user's own function, or a layer used as one, stands inside an object. */
function activationName(value: unknown, keras3: boolean): unknown {
  if (isObject(value))
    return typeof value['config'] === 'string' ? value['config'] : value['class_name'];
  return (keras3 ? ACTIVATIONS[String(value)] : undefined) ?? value;
}

/** Counts making a nested model as its first use, as Keras 2 and tfjs do and Keras 3 does not. */
function withUses(config: KerasConfig, given: Json): KerasConfig {
  const written = (Array.isArray(given) ? given : given['layers']) as Json[];
  if (!written.some((json) => (json['inbound_nodes'] as unknown[] | undefined)?.some(isCall)))
    return config;
  const models = new Set(config.layers!.filter((l) => l.config.layers).map((l) => l.name));
  const shift = ([layer, use, output]: Source): Source => [
    layer,
    models.has(layer) ? use + 1 : use,
    output,
  ];
  const layers = config.layers!.map((layer) => ({
    ...layer,
    inbound_nodes: (layer.inbound_nodes ?? []).map((node) => node.map(shift)),
  }));
  return { ...config, layers, output_layers: (config.output_layers ?? []).map(shift) };
}
