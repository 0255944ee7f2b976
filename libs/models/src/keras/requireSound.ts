import { brief } from '@deconv/untrusted';
import { configFault } from './configFault.js';
import { firstUse, innerLayers, nameOf, type KerasLayer, type Source } from './kerasLayer.js';
import { unsound } from '../misread.js';

/** More layers than networks have, and uses of them; walks along them call themselves. */
const MOST_LAYERS = 2000;
const MOST_SOURCES = 50_000;
const LONGEST_NAME = 500;

/**
 * Proves that a model is one before tfjs builds it, which waits for ever for a layer that is not there: names are unique,
 * whatever is read is there and made before, and no layer asks for more than there can be.
 * @param model as `asKeras2` gives it
 * @throws Error that names the layer at fault
 */
export function requireSound(model: KerasLayer): void {
  const inside = innerLayers(model);
  const sources = inside.flatMap(({ inbound_nodes = [] }) => inbound_nodes.flat());
  if (inside.length > MOST_LAYERS)
    throw unsound(`the model has ${inside.length} layers; expected at most ${MOST_LAYERS}`);
  if (sources.length > MOST_SOURCES)
    throw unsound(`layers read ${sources.length} values; expected at most ${MOST_SOURCES}`);
  requireSoundModel(model, 'the model');
}

function requireSoundModel(model: KerasLayer, what: string): void {
  const layers = model.config.layers!;
  if (layers.length === 0) throw unsound(`${what} has no layers`);
  requireNames(layers, what);
  for (const layer of layers) {
    const fault = configFault(layer);
    if (fault) throw unsound(`${quoted(nameOf(layer))}: ${fault}`);
    if (layer.config.layers) requireSoundModel(layer, quoted(nameOf(layer)));
  }
  const { input_layers, output_layers } = model.config;
  if (!output_layers) return;
  const known = new Map(layers.map((layer) => [nameOf(layer), layer]));
  for (const layer of layers)
    for (const source of (layer.inbound_nodes ?? []).flat())
      requireThere(source, known, quoted(nameOf(layer)));
  requireMade(layers);
  for (const [side, ends] of [
    ['input', input_layers] as const,
    ['output', output_layers] as const,
  ]) {
    if (!ends?.length) throw unsound(`${what} has no ${side} layers`);
    for (const end of ends) requireThere(end, known, `an ${side} of ${what}`);
  }
}

const quoted = (name: string): string => `layer "${brief(name)}"`;

function requireNames(layers: readonly KerasLayer[], what: string): void {
  const names = new Set<string>();
  layers.forEach((layer, i) => {
    const name = nameOf(layer);
    if (name === '')
      throw unsound(`layer ${i + 1} of ${what} (${brief(layer.class_name)}) has no name`);
    if (name.length > LONGEST_NAME)
      throw unsound(`${quoted(name)} has a name of ${name.length} characters`);
    // tfjs keeps layers in plain objects, which have something under these names already.
    if (name in Object.prototype)
      throw unsound(`${quoted(name)} bears a name that TensorFlow.js cannot take; rename it`);
    if (names.has(name)) throw unsound(`two layers of ${what} are called "${brief(name)}"`);
    names.add(name);
  });
}

/** @throws Error where the layer, its use or its output is not there */
function requireThere(
  [name, use, output]: Source,
  known: ReadonlyMap<string, KerasLayer>,
  reader: string,
): void {
  const layer = known.get(name);
  if (!layer) throw unsound(`${reader} reads ${quoted(name)}, which the model does not have`);
  const first = firstUse(layer);
  const uses = usesOf(layer);
  if (use < first || use >= first + uses)
    throw unsound(
      `${reader} reads use ${use} of ${quoted(name)}, which has ${uses === 1 ? 'one, ' : `${uses}, from `}${first}`,
    );
  const outputs = layer.config.layers ? (layer.config.output_layers?.length ?? 1) : MOST_OUTPUTS;
  if (output >= outputs)
    throw unsound(`${reader} reads output ${output} of ${quoted(name)}, which has ${outputs}`);
}

/** Recurrent layers have some for their states; only tfjs knows how many. */
const MOST_OUTPUTS = 4;

/** An input is there without reading anything. */
const usesOf = ({ class_name, inbound_nodes = [] }: KerasLayer): number =>
  class_name === 'InputLayer' ? 1 : inbound_nodes.length;

/** One use of a layer: which, and what it reads. */
interface LayerUse {
  name: string;
  index: number;
  sources: Source[];
}

/** Uses the layers as tfjs does, round by round, until all are used. @throws Error where that never ends */
function requireMade(layers: readonly KerasLayer[]): void {
  const made = new Map(
    layers.map((layer) => [nameOf(layer), layer.class_name === 'InputLayer' ? 1 : firstUse(layer)]),
  );
  let waiting = layers.flatMap(usesIn);
  while (waiting.length > 0) {
    const left = waiting.filter((use) => !isMadeNow(use, made));
    if (left.length === waiting.length)
      throw unsound(
        `${quoted(left[0]!.name)} reads what is made from its own output, or stands behind such a circle`,
      );
    waiting = left;
  }
}

function usesIn(layer: KerasLayer): LayerUse[] {
  const name = nameOf(layer);
  return (layer.inbound_nodes ?? []).map((sources, i) => {
    if (layer.class_name === 'InputLayer' || sources.length === 0)
      throw unsound(
        `${quoted(name)} (${brief(layer.class_name)}) reads ${sources.length === 0 ? 'nothing' : 'a layer, but is an input'}`,
      );
    return { name, index: firstUse(layer) + i, sources };
  });
}

function isMadeNow({ name, index, sources }: LayerUse, made: Map<string, number>): boolean {
  if (!sources.every(([source, use]) => made.get(source)! > use)) return false;
  // tfjs counts uses in the order in which it comes to them, whatever the file says.
  if (made.get(name) !== index)
    throw unsound(
      `${quoted(name)} is used again before its first use can be made, which TensorFlow.js mixes up; make the first use read what comes first`,
    );
  made.set(name, index + 1);
  return true;
}
