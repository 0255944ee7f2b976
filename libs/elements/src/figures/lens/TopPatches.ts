import type { TopResultsEntry } from '@deconv/results';
import type { Loaded } from '../../parts/fetching/loadResults.js';

/** What excites a unit most, over a whole set of images: found by layer and channel. */
export interface TopPatches {
  entriesOf: (layer: string, channel: number) => readonly TopResultsEntry[] | undefined;
  addressOf: (picture: string) => string;
  /** How many images were searched. */
  images: number;
}

/** The patches of a document of `deconv top`. */
export function topPatches({ results, addressOf }: Loaded<'top'>): TopPatches {
  const byUnit = new Map(
    results.layers.flatMap(({ layer, maps }) =>
      maps.map(({ channel, entries }) => [`${layer} ${channel}`, entries] as const),
    ),
  );
  return {
    entriesOf: (layer, channel) => byUnit.get(`${layer} ${channel}`),
    addressOf,
    images: results.data.images,
  };
}
