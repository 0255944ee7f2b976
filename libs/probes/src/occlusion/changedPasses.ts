import type { ForwardRecord } from '@deconv/core';
import { ChangedMaps } from './ChangedMaps.js';
import { CleanMaps } from './CleanMaps.js';
import type { Pass } from './Pass.js';
import { batchesOf, nodesBelow, type Place } from './places.js';
import { readingOf, type Reading } from './reading.js';
import type { Target } from './target.js';

/** How many numbers a batch holds at most: 16 MiB of them. */
const ROOM = 2 ** 22;

/**
 * Looks at every place by computing anew only what the square can change.
 * @param record of the image with nothing covered, with every node
 * @param fill colour of the square, a number for each channel
 */
export async function* changedPasses(
  record: ForwardRecord,
  places: readonly Place[],
  fill: readonly number[],
  target: Target,
): AsyncGenerator<Pass> {
  const { network } = record;
  const [answer, watched] = [network.output!, network.indexOf(target.layer)];
  const needed = nodesBelow(network, [answer, watched]);
  const clean = new CleanMaps(record);
  for (const batch of batchesOf(network, needed, places, ROOM)) {
    const regions = batch.map((place) => place.regions);
    const maps = new ChangedMaps(network, clean, regions);
    try {
      maps.fill(fill);
      await maps.computeAll(needed, [answer, watched]);
      const readings: Reading[] = [];
      const { channels } = network.nodes[watched]!.op.shape;
      for (const place of batch.keys()) {
        const [classes, layer] = [
          await maps.whole(answer, place),
          await maps.whole(watched, place),
        ];
        readings.push(readingOf(classes, layer, channels, target));
      }
      yield { places: batch, readings, multiplyAdds: maps.multiplyAdds };
    } finally {
      maps.dispose();
    }
  }
}
