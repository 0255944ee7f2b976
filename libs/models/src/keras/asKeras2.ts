import { brief, briefJson } from '@deconv/untrusted';
import type { KerasConfig, KerasLayer, Source } from './kerasLayer.js';
import { misread, unsound } from '../misread.js';
import { endsOf, isCall, readsNumbers, sourcesOf } from './sources.js';

type Json = Record<string, unknown>;

/**
 * The same model in the form that tfjs reads, Keras 2: Keras 3 calls an input's shape `batch_shape`, wraps data types
 * and tensors in objects, counts the uses of nested models from 0 and renames options. A model in the form of Keras 2
 * stays as it is, but for initialisers, regularisers, constraints and data types, which go.
 * @param json a layer or a model, as `to_json` of Keras 2 or 3 or `save` of tfjs writes it
 * @throws Error that names the layer whose description is of another form
 */
export function asKeras2(json: unknown): KerasLayer {
  // Only Keras 3 writes this word.
  return layerOf(json, JSON.stringify(json).includes('"batch_shape"'), WHOLE);
}

const WHOLE = 'the model';

/** Operators on whole maps, which Keras 3 writes like layers and which mean the same. */
const OPERATORS = ['Add', 'Maximum', 'Minimum', 'Multiply'];

/** @param what names the layer, for messages */
function layerOf(json: unknown, keras3: boolean, what: string): KerasLayer {
  const { class_name, module, inbound_nodes, config: given } = requireObject(json, what);
  if (typeof class_name !== 'string') throw misread(`the class of ${what}`, class_name, 'a name');
  const name = nameIn(requireObject(json, what), what);
  const called = name === undefined || what === WHOLE ? what : `layer "${brief(name)}"`;
  const nodes = nodesOf(inbound_nodes, called);
  const operator = typeof module === 'string' && module.startsWith('keras.src.ops');
  const isLayer =
    !operator ||
    (OPERATORS.includes(class_name) && !((inbound_nodes ?? []) as unknown[]).some(readsNumbers));
  const config = configOf(class_name, given, keras3, called);
  return {
    class_name: isLayer ? (modelClass(config) ?? class_name) : `operation ${class_name}`,
    ...(name === undefined ? {} : { name }),
    config: {
      ...(config.layers ? withUses(config, given as Json) : config),
      ...(name === undefined ? {} : { name }),
    },
    ...(nodes ? { inbound_nodes: nodes } : {}),
  };
}

/** A layer bears its name beside its configuration, in it, or twice. */
function nameIn({ name, config }: Json, what: string): string | undefined {
  const inner = isObject(config) && !Array.isArray(config) ? config['name'] : undefined;
  const said = [name, inner].filter((each) => each !== undefined && each !== null);
  const odd = said.find((each) => typeof each !== 'string' || each === '');
  if (odd !== undefined) throw misread(`the name of ${what}`, odd, 'a text');
  if (said.length === 2 && name !== inner)
    throw unsound(`${what} is called ${briefJson(name)} and ${briefJson(inner)}`);
  return said[0] as string | undefined;
}

function nodesOf(given: unknown, what: string): Source[][] | undefined {
  if (given === undefined || given === null) return undefined;
  if (!Array.isArray(given)) throw misread(`inbound_nodes of ${what}`, given, 'a list');
  return given.map((node) => sourcesOf(node, what));
}

function requireObject(json: unknown, what: string): Json {
  if (isObject(json) && !Array.isArray(json)) return json;
  throw misread(what, json, '{class_name, config}');
}

/** A user's own kind of model is, as far as its layers go, one of the two that tfjs knows. */
const modelClass = (config: KerasConfig): string | undefined =>
  config.layers && (config.output_layers ? 'Functional' : 'Sequential');

/** What only training needs, and what may be a user's own class that tfjs would stumble over. */
const FOR_TRAINING = /_(initializer|regularizer|constraint)$/;

/** Weights come from the weights files, as float32 whatever the layer computed in. */
const NOT_READ = new Set(['weights', 'dtype', 'input_dtype', '__proto__']);

function configOf(className: string, given: unknown, keras3: boolean, what: string): KerasConfig {
  // An old Sequential's configuration is the list of its layers.
  if (Array.isArray(given)) return configOf(className, { layers: given }, keras3, what);
  const config: KerasConfig = {};
  for (const [key, value] of Object.entries(requireObject(given ?? {}, `config of ${what}`))) {
    if (key === 'layers') config.layers = layersOf(value, keras3, what);
    else if (key === 'input_layers' || key === 'output_layers')
      config[key] = endsOf(value, `${key} of ${what}`);
    else if (key === 'batch_shape') config['batch_input_shape'] = value;
    else if (key === 'activation') config[key] = activationName(value, keras3);
    else if (key === 'negative_slope' && className === 'LeakyReLU') config['alpha'] = value;
    else if (!FOR_TRAINING.test(key) && !NOT_READ.has(key)) config[key] = value;
  }
  return config;
}

function layersOf(given: unknown, keras3: boolean, what: string): KerasLayer[] {
  if (!Array.isArray(given)) throw misread(`layers of ${what}`, given, 'a list');
  return given.map((json, i) => layerOf(json, keras3, `layer ${i + 1} of ${what}`));
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** Names of Keras 3 for which tfjs has another, or the same with another meaning. */
const ACTIVATIONS: ReadonlyMap<unknown, string> = new Map([
  ['silu', 'swish'],
  // Keras 3 has (x + 3) / 6 where Keras 2 and tfjs have 0.2·x + 0.5.
  ['hard_sigmoid', 'hard_sigmoid of Keras 3'],
]);

/** In Keras 3 a user's own function, or a layer used as one, stands inside an object. */
function activationName(value: unknown, keras3: boolean): unknown {
  if (isObject(value))
    return typeof value['config'] === 'string' ? value['config'] : (value['class_name'] ?? value);
  return (keras3 ? ACTIVATIONS.get(value) : undefined) ?? value;
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
