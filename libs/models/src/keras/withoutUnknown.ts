import { firstUse, nameOf, type KerasLayer, type Source } from './kerasLayer.js';
import { unknownTo } from './known.js';

/** A layer that tfjs cannot load. */
export interface LeftOut {
  layer: KerasLayer;
  /** Why, as part of a sentence; undefined where only layers below it are at fault. */
  reason?: string;
  /** Names of the layers below that are at fault. */
  blockedBy: string[];
}

export interface Loadable {
  /** The model without what tfjs cannot load. Its outputs are what the model's own were, and all loose ends. */
  model: KerasLayer;
  leftOut: LeftOut[];
}

/** Why a layer is to be taken out, as part of a sentence; undefined where it is not. */
type WhyUnknown = (layer: KerasLayer) => string | undefined;

/**
 * Takes out of a model what tfjs does not know, and what reads it, so that the rest can be loaded.
 * @param model as `asKeras2` gives it
 * @param why says what is taken out
 */
export function withoutUnknown(model: KerasLayer, why: WhyUnknown = unknownTo): Loadable {
  return model.config.output_layers ? cutFunctional(model, why) : cutSequential(model, why);
}

function cutSequential(model: KerasLayer, why: WhyUnknown): Loadable {
  const layers = model.config.layers!;
  const faults = layers.filter((layer) => why(layer) !== undefined).map(nameOf);
  const at = layers.findIndex((layer) => nameOf(layer) === faults[0]);
  if (at < 0) return { model, leftOut: [] };
  return {
    model: { ...model, config: { ...model.config, layers: layers.slice(0, at) } },
    leftOut: layers.slice(at).map((layer) => leftOut(layer, why(layer), faults.slice(0, 1))),
  };
}

function leftOut(layer: KerasLayer, reason: string | undefined, below: string[]): LeftOut {
  return reason === undefined ? { layer, blockedBy: below } : { layer, reason, blockedBy: [] };
}

function cutFunctional(model: KerasLayer, why: WhyUnknown): Loadable {
  const faults = new Faults(model.config.layers!, why);
  const whole = (source: Source): boolean => faults.of(source).length === 0;
  const layers = model.config.layers!.flatMap((layer) => {
    const uses = layer.inbound_nodes ?? [];
    const kept = uses.filter((_, i) => whole([nameOf(layer), i + firstUse(layer), 0]));
    const loads = why(layer) === undefined && (uses.length === 0 || kept.length > 0);
    return loads ? [{ ...layer, inbound_nodes: kept.map((node) => node.map(faults.moved)) }] : [];
  });
  if (layers.length === model.config.layers!.length && model.config.output_layers!.every(whole))
    return { model, leftOut: [] };
  const names = new Set(layers.map(nameOf));
  const out = model.config.layers!.filter((layer) => !names.has(nameOf(layer)));
  const output_layers = [
    ...model.config.output_layers!.filter(whole).map(faults.moved),
    ...looseEnds(layers),
  ];
  return {
    model: { ...model, config: { ...model.config, layers, output_layers } },
    leftOut: out.map((layer) => leftOut(layer, why(layer), faults.below(layer))),
  };
}

/** What is read by nothing. */
function looseEnds(layers: KerasLayer[]): Source[] {
  const read = new Set(layers.flatMap(({ inbound_nodes }) => inbound_nodes!.flat().map(key)));
  return layers
    .flatMap((layer) =>
      layer.inbound_nodes!.map((_, i): Source => [nameOf(layer), i + firstUse(layer), 0]),
    )
    .filter((source) => !read.has(key(source)));
}

const key = ([layer, use]: Source): string => `${layer} ${use}`;

/** For each use of each layer of a functional model, which layers tfjs does not know it depends on. */
class Faults {
  readonly #layers: ReadonlyMap<string, KerasLayer>;
  readonly #found = new Map<string, string[]>();

  constructor(
    layers: KerasLayer[],
    readonly why: WhyUnknown,
  ) {
    this.#layers = new Map(layers.map((layer) => [nameOf(layer), layer]));
  }

  /** Names of the layers at fault; none where it can be loaded. */
  of(source: Source): string[] {
    const known = this.#found.get(key(source));
    if (known) return known;
    const layer = this.#layers.get(source[0])!;
    const own = this.why(layer) === undefined ? [] : [nameOf(layer)];
    const below = layer.inbound_nodes?.[source[1] - firstUse(layer)] ?? [];
    const all = own.length ? own : [...new Set(below.flatMap((input) => this.of(input)))];
    this.#found.set(key(source), all);
    return all;
  }

  /** Names of the layers at fault below any use of a layer. */
  below(layer: KerasLayer): string[] {
    const sources = (layer.inbound_nodes ?? []).flat();
    return [...new Set(sources.flatMap((source) => this.of(source)))];
  }

  /** The same use of a layer, counted without those that cannot be loaded. */
  readonly moved = ([name, use, output]: Source): Source => {
    let earlier = 0;
    for (let i = 0; i < use; i++) if (this.of([name, i, 0]).length > 0) earlier++;
    return [name, use - earlier, output];
  };
}
