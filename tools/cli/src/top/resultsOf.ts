import { FORMAT, VERSION, type TopResults, type TopResultsEntry } from '@deconv/results';
import type { Network } from '@deconv/core';
import type { TopEntry } from '@deconv/probes';
import { stemOf, type TopRun } from './TopRun.js';

type Header = Pick<TopResults, 'model' | 'backend' | 'options'> & {
  dataName: string;
  network: Network;
};

/** The document of a run that is complete. */
export function resultsOf(
  { progress: { layers, drawn, skipped } }: TopRun,
  images: readonly string[],
  { dataName, network, model, backend, options }: Header,
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
    format: FORMAT,
    version: VERSION,
    probe: 'top',
    model,
    data: { name: dataName, images: images.length, skipped },
    backend,
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
