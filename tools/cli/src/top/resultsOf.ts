import type { Network } from '@deconv/core';
import type { TopEntry } from '@deconv/probes';
import type { TopResults, TopResultsEntry } from '@deconv/results';
import type { documentHeader } from '../documentHeader.js';
import { stemOf, type TopRun } from './TopRun.js';

export interface TopDocument {
  header: ReturnType<typeof documentHeader>;
  options: TopResults['options'];
  network: Network;
}

/** The document of a run that is complete. */
export function resultsOf(
  { progress: { layers, drawn } }: TopRun,
  images: readonly string[],
  { header, options, network }: TopDocument,
): TopResults {
  const entryOf = (stem: string, { image, at, activation }: TopEntry): TopResultsEntry => ({
    image: images[image]!,
    at,
    activation,
    receptiveField: drawn[stem]!.receptiveField,
    patch: `${stem}-patch.png`,
    projection: `${stem}-projection.png`,
    scale: drawn[stem]!.scale,
  });
  return {
    ...header,
    probe: 'top',
    options,
    layers: layers.map(({ layer, maps }) => ({
      layer,
      channels: network.nodes[network.indexOf(layer)]!.op.shape.channels,
      maps: maps.map(({ channel, entries }) => ({
        channel,
        entries: entries.map((entry, i) => entryOf(stemOf({ layer, channel, rank: i + 1 }), entry)),
      })),
    })),
  };
}
