import { passEngine, requireUnit, type Network, type StrongestFound } from '@deconv/core';
import { recordOf, toInput, type Model } from '@deconv/models';
import type { Raster } from '@deconv/pictures';
import { strongestPositions, type ActivePosition } from './strongestPositions.js';

/** Which maps of a layer are looked at. */
interface ChosenMaps {
  layer: string;
  channels: readonly number[];
}

/**
 * Where maps are strongest in one picture, layer by layer, as `strongestPositions` says. An engine of passes finds that
 * by itself, so that no map has to leave it.
 * @param model whose network ends where these layers do (`networkUpTo`)
 * @throws RangeError for a layer or a channel that is not there; Error that names the first layer whose activations are not
 * all numbers
 */
export async function strongestInImage(
  model: Pick<Model, 'network' | 'preprocess'>,
  seen: Raster,
  layers: readonly ChosenMaps[],
): Promise<ActivePosition[][]> {
  const { network } = model;
  const found = await foundByEngine(model, seen, layers);
  // Which layer is not finite, somebody who has all values says.
  if (found?.magnitudes.every(Number.isFinite))
    return layers.map((chosen, i) =>
      positionsIn(network, chosen, found.values[i]!, found.places[i]!),
    );
  const only = layers.map(({ layer }) => network.indexOf(layer));
  const record = await recordOf(model, seen, { only });
  try {
    const positions: ActivePosition[][] = [];
    for (const { layer, channels } of layers)
      positions.push(await strongestPositions(record, layer, channels, 0));
    return positions;
  } finally {
    record.dispose();
  }
}

/** Undefined where tfjs computes. */
async function foundByEngine(
  { network, preprocess }: Pick<Model, 'network' | 'preprocess'>,
  seen: Raster,
  layers: readonly ChosenMaps[],
): Promise<StrongestFound | undefined> {
  const engine = passEngine();
  if (!engine) return undefined;
  for (const { layer, channels } of layers)
    for (const channel of channels) requireUnit(network, { layer, channel, at: [0, 0] });
  const nodes = layers.map(({ layer }) => network.indexOf(layer));
  const input = toInput(seen, preprocess);
  try {
    return await engine.strongest(network, input, nodes);
  } finally {
    input.dispose();
  }
}

/** @param values of all maps of the layer @param places and where these stand */
function positionsIn(
  network: Network,
  { layer, channels }: ChosenMaps,
  values: Float32Array,
  places: Int32Array,
): ActivePosition[] {
  const { width } = network.nodes[network.indexOf(layer)]!.extent;
  return channels.map((channel) => {
    const place = places[channel]!;
    return { at: [Math.floor(place / width), place % width], activation: values[channel]! };
  });
}
