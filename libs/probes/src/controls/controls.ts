import {
  forward,
  pass,
  project,
  type ForwardRecord,
  type Network,
  type Projection,
  type ProjectionOptions,
  type RuleName,
  type Unit,
} from '@deconv/core';
import { rankCorrelation } from '@deconv/pictures';
import type { ControlName } from '@deconv/results';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { breather } from '../breather.js';
import { randomWeights, weightedBelow } from './randomWeights.js';
import { shuffledSwitches } from './shuffledSwitches.js';

/** How alike two projections of one unit are, by Spearman's rank correlation; null where one of them is zero. */
export interface Similarity {
  /** Of the values. */
  signed: number | null;
  /** Of their magnitudes. */
  magnitude: number | null;
}

export interface Controlled {
  /** What was replaced: `conv5`, `down to conv1`, `all weights`, `switches`. */
  replaced: string;
  projection: Projection;
  similarity: Similarity;
}

export interface ControlOptions {
  rule?: RuleName;
  /** Draws the random weights and places. Default 0. */
  seed?: number;
  signal?: AbortSignal;
}

/**
 * Projects a unit again without what a projection is thought to show, so that one sees what it owes to it.
 * - `random-weights`: with random weights in all layers (Adebayo et al. 2018, Section 3), seen by a forward pass of their
 *   own;
 * - `cascade`: with random weights in the unit's layer, then in the one below too, and so on down;
 * - `shuffled-switches`: with the network's weights and activations, and switches that point elsewhere. What stays does
 *   not come from where maxima were (Nie et al. 2018).
 *
 * The signal at the unit is 1: it starts in any case, however active the unit is in a network that is random.
 * @param image preprocessed, [1, height, width, channels]
 * @returns one a replacement, the smallest first
 * @throws RangeError for a unit that is not there; the signal's reason, where it stops
 */
export async function* controlled(
  network: Network,
  image: Tensor4D,
  unit: Unit,
  control: ControlName,
  { rule, seed = 0, signal }: ControlOptions = {},
): AsyncGenerator<Controlled> {
  const options = { signal: 1, ...(rule && { rule }) };
  const breathe = breather();
  const record = await pass(network, image);
  try {
    const [original] = await project(record, [unit], options);
    if (control === 'shuffled-switches') {
      const other = await shuffledSwitches(record, seed);
      yield await compare(other, unit, original!, 'switches', options);
      return;
    }
    for (const { replaced, nodes } of replacements(network, unit.layer, control)) {
      await breathe();
      signal?.throwIfAborted();
      const random = randomWeights(network, nodes, seed);
      // In tfjs: another engine would have to open each of these networks for its one pass.
      const other = forward(random.network, image);
      yield await compare(other, unit, original!, replaced, options).finally(random.dispose);
    }
  } finally {
    record.dispose();
  }
}

/** Nodes that get random weights together, and what they are called. */
export interface Replacement {
  /** `conv5`, `down to conv1`, `all weights`. */
  replaced: string;
  nodes: ReadonlySet<number>;
}

/** Whose weights become random, one replacement after the other, the smallest first. */
export function replacements(
  network: Network,
  layer: string,
  control: Exclude<ControlName, 'shuffled-switches'>,
): Replacement[] {
  const weighted = weightedBelow(network, network.indexOf(layer));
  if (control === 'random-weights') return [{ replaced: 'all weights', nodes: new Set(weighted) }];
  return weighted.map((_, i) => {
    const chosen = weighted.slice(0, i + 1);
    return { replaced: nameOf(network, chosen), nodes: new Set(chosen) };
  });
}

/** Projects a unit of another record, which it disposes of. */
async function compare(
  other: ForwardRecord,
  unit: Unit,
  original: Projection,
  replaced: string,
  options: ProjectionOptions,
): Promise<Controlled> {
  const [projection] = await project(other, [unit], options).finally(() => other.dispose());
  const [a, b] = [original.pixels, projection!.pixels];
  const similarity = {
    signed: rankCorrelation(a, b),
    magnitude: rankCorrelation(a.map(Math.abs), b.map(Math.abs)),
  };
  return { replaced, projection: projection!, similarity };
}

/** The layers of nodes, the uppermost first. */
function nameOf({ nodes }: Network, indices: readonly number[]): string {
  const layerOf = (index: number): string =>
    nodes.slice(index).find(({ layer }) => layer !== undefined)!.name;
  const [first, last] = [layerOf(indices[0]!), layerOf(indices.at(-1)!)];
  return first === last ? first : `down to ${last}`;
}
