import { recordOf } from '@deconv/models';
import {
  drawUnit,
  projectWinners,
  winnersByImage,
  type TopEntry,
  type TopLayer,
} from '@deconv/probes';
import type { TopResults, TopResultsEntry } from '@deconv/results';
import type { RuleName } from '@deconv/core';
import type * as v from 'valibot';
import { eachPhoto } from '../running/eachPhoto.js';
import { emptyMaps } from '../running/emptyMaps.js';
import { header } from '../running/header.js';
import { partOf, strongestOver } from '../running/strongestOver.js';
import type { options } from './options.js';
import type { TopPorts } from './TopPorts.js';

/** Finds the strongest activations of feature maps over photos, and projects them. */
export async function run(
  { layers: names, channels, seed, k, rule }: v.InferOutput<typeof options>,
  ports: TopPorts,
): Promise<TopResults> {
  const { network } = ports.model;
  const chosen = emptyMaps(ports.model, names, { channels, seed, rule });
  const { layers, skipped } = await strongestOver(ports, { layers: chosen, k, share: [0, 0.5] });
  const drawn = ports.project ? await ports.project(layers) : await drawAll(layers, rule, ports);
  return {
    ...header(ports, skipped),
    probe: 'top',
    options: { k, rule, fit: ports.fit, channels, seed },
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

/** Projects what was found, one forward pass a photo. */
async function drawAll(
  layers: readonly TopLayer[],
  rule: RuleName,
  ports: TopPorts,
): Promise<Map<TopEntry, TopResultsEntry>> {
  const drawn = new Map<TopEntry, TopResultsEntry>();
  const part = partOf(ports.model, layers);
  const winners = winnersByImage(layers);
  await eachPhoto(
    ports,
    async (pixels, index) => {
      const record = await recordOf(part, pixels);
      try {
        const here = projectWinners(record, winners.get(index)!, { rule });
        for await (const { winner, projection } of here) {
          ports.signal.throwIfAborted();
          const { entry, layer, channel, rank } = winner;
          const unit = { ...entry, image: ports.photos.names[index]! };
          const path = [layer, String(channel), String(rank)];
          drawn.set(entry, await drawUnit(unit, { pixels, projection }, path, ports));
        }
      } finally {
        record.dispose();
      }
    },
    { share: [0.5, 1], which: [...winners.keys()] },
  );
  return drawn;
}
