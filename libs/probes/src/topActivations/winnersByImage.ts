import type { TopEntry, TopLayer } from './TopActivations.js';

/** A unit that is among the strongest of its feature map. */
export interface Winner {
  layer: string;
  channel: number;
  /** The entry itself, not a copy. */
  entry: TopEntry;
  /** Its place among those of its map, from 1. */
  rank: number;
}

/**
 * The units that are left to be projected, by the image that each was found in, so that one forward pass serves all
 * units of an image. Images in the order of the data set; the units of an image in the order of layers and maps.
 */
export function winnersByImage(layers: readonly TopLayer[]): Map<number, Winner[]> {
  const winners = layers.flatMap(({ layer, maps }) =>
    maps.flatMap(({ channel, entries }) =>
      entries.map((entry, i): Winner => ({ layer, channel, entry, rank: i + 1 })),
    ),
  );
  const byImage = new Map<number, Winner[]>();
  for (const winner of winners.sort((a, b) => a.entry.image - b.entry.image)) {
    const { image } = winner.entry;
    byImage.set(image, [...(byImage.get(image) ?? []), winner]);
  }
  return byImage;
}
