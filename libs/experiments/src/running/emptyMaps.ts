import { requireUnit, type RuleName } from '@deconv/core';
import type { Model } from '@deconv/models';
import type { TopLayer } from '@deconv/probes';
import { channelsOf } from '../options/channelsOf.js';
import { layersOf } from './layersOf.js';

/**
 * The feature maps that are asked for, in which nothing was found yet.
 * @throws Error for a layer or channel that is not there, or cannot be projected by this rule
 */
export function emptyMaps(
  model: Model,
  names: readonly string[] | undefined,
  { channels, seed, rule }: { channels: string; seed: number; rule: RuleName },
): TopLayer[] {
  const choose = channelsOf(channels, seed);
  const { network } = model;
  return layersOf(model, names, rule).map((layer) => {
    const index = network.indexOf(layer);
    const chosen = choose(network.nodes[index]!.op.shape.channels, index);
    for (const channel of chosen) requireUnit(network, { layer, channel, at: [0, 0] });
    return { layer, maps: chosen.map((channel) => ({ channel, entries: [] })) };
  });
}
