import {
  networkUpTo,
  projectWinners,
  TopActivations,
  winnersByImage,
  type TopEntry,
  type TopLayer,
} from '@deconv/probes';
import { requireUnit } from '@deconv/core';
import { channelsOf } from '@deconv/experiments';
import type { TopResults, TopResultsEntry } from '@deconv/results';
import type { NamedPicture, ProbeRequest, RuleName } from '../../contract.js';
import { recordOf } from '../recordOf.js';
import { eachPhoto } from './eachPhoto.js';
import { header } from './header.js';
import { layersOf } from './layersOf.js';
import { unitDocument } from './unitDocument.js';
import type { Workplace } from './Workplace.js';

type Request = Extract<ProbeRequest, { probe: 'top' }>;

/** What `deconv top` writes. */
export async function top(
  { images, layers: names, ...asked }: Request,
  place: Workplace,
): Promise<TopResults> {
  const { channels = 'random:16', k = 9, rule = 'deconvnet', seed = 0 } = asked;
  const { network } = place.model;
  const chosen = emptyMaps(place, names, channels, seed);
  const { layers } = await strongestOver(images, chosen, k, place, [0, 0.5]);
  const drawn = await drawAll(images, layers, rule, place);
  return {
    ...header(place, images),
    probe: 'top',
    options: { k, rule, fit: 'cover', channels, seed },
    layers: layers.map(({ layer, maps }) => ({
      layer,
      channels: network.nodes[network.indexOf(layer)]!.op.shape.channels,
      maps: maps.map(({ channel, entries }) => ({
        channel,
        entries: entries.map((entry) => drawn.get(entry)!),
      })),
    })),
  };
}

/** The feature maps that are asked for, in which nothing was found yet. */
export function emptyMaps(
  place: Workplace,
  names: readonly string[] | undefined,
  channels: string,
  seed: number,
): TopLayer[] {
  const choose = channelsOf(channels, seed);
  const { network } = place.model;
  return layersOf(place, names).map((layer) => {
    const index = network.indexOf(layer);
    const chosen = choose(network.nodes[index]!.op.shape.channels, index);
    for (const channel of chosen) requireUnit(network, { layer, channel, at: [0, 0] });
    return { layer, maps: chosen.map((channel) => ({ channel, entries: [] })) };
  });
}

/** Finds the k strongest activations of each map, at most one a photo. */
export async function strongestOver(
  images: readonly NamedPicture[],
  layers: readonly TopLayer[],
  k: number,
  place: Workplace,
  share: readonly [number, number],
): Promise<TopActivations> {
  const found = new TopActivations(layers, k);
  const part = partOf(place, layers);
  const visit = async (...[pixels, index]: Parameters<Parameters<typeof eachPhoto>[2]>) => {
    const record = await recordOf(part, pixels);
    await found.add(record, index).finally(() => record.dispose());
  };
  await eachPhoto(images, place, visit, share);
  return found;
}

/** As much of the network as these layers need. */
function partOf({ model }: Workplace, layers: readonly TopLayer[]) {
  const network = networkUpTo(
    model.network,
    layers.map(({ layer }) => layer),
  );
  return { ...model, network };
}

/** Projects what was found, one forward pass a photo. */
async function drawAll(
  images: readonly NamedPicture[],
  layers: readonly TopLayer[],
  rule: RuleName,
  place: Workplace,
): Promise<Map<TopEntry, TopResultsEntry>> {
  const drawn = new Map<TopEntry, TopResultsEntry>();
  const part = partOf(place, layers);
  const winners = winnersByImage(layers);
  const order = [...winners.keys()];
  const shown = order.map((index) => images[index]!);
  const visit = async (...[pixels, i]: Parameters<Parameters<typeof eachPhoto>[2]>) => {
    const record = await recordOf(part, pixels);
    try {
      const here = winners.get(order[i]!)!;
      for await (const { winner, projection } of projectWinners(record, here, { rule })) {
        place.signal.throwIfAborted();
        const unit = { ...winner.entry, image: shown[i]!.name };
        drawn.set(
          winner.entry,
          await unitDocument(unit, pixels, projection, place.model.preprocess),
        );
      }
    } finally {
      record.dispose();
    }
  };
  await eachPhoto(shown, place, visit, [0.5, 1]);
  return drawn;
}
