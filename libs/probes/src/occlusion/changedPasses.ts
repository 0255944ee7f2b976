import type { ForwardRecord } from '@deconv/core';
import { ChangedMaps } from './ChangedMaps.js';
import { CleanMaps } from './CleanMaps.js';
import type { Pass } from './Pass.js';
import { batchesOf, nodesBelow } from './places.js';
import { readingOf, type Reading } from './reading.js';
import type { Watched } from './Watched.js';

/** How many numbers a batch holds at most: 16 MiB of them. */
const ROOM = 2 ** 22;

/**
 * Looks at every place by computing anew only what the square can change.
 * @param record of the image with nothing covered, with every node
 */
export async function* changedPasses(
  record: ForwardRecord,
  { places, fill, target, watched: { answer, values, layer } }: Watched,
): AsyncGenerator<Pass> {
  const { network } = record;
  const watched = [answer, values, layer];
  const needed = nodesBelow(network, watched);
  const clean = new CleanMaps(record);
  for (const batch of batchesOf(network, needed, places, ROOM)) {
    const regions = batch.map((place) => place.regions);
    const maps = new ChangedMaps(network, clean, regions);
    try {
      maps.fill(fill);
      await maps.computeAll(needed, watched);
      const readings: Reading[] = [];
      const { channels } = network.nodes[layer]!.op.shape;
      for (const place of batch.keys()) {
        const numbers = {
          answer: await maps.whole(answer, place),
          values: await maps.whole(values, place),
        };
        readings.push(readingOf(numbers, await maps.whole(layer, place), channels, target));
      }
      yield { places: batch, readings, multiplyAdds: maps.multiplyAdds };
    } finally {
      maps.dispose();
    }
  }
}
