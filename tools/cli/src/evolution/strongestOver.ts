import { noneOf } from '@deconv/experiments';
import type { Model } from '@deconv/models';
import { TopActivations, type TopEntry } from '@deconv/probes';
import type { Results } from '@deconv/results';
import { progress } from '../progress.js';
import { inOrder } from '../threads/inOrder.js';
import { topCrew } from '../top/topCrew.js';
import type { TopWorkerData } from '../top/topWorker.js';

interface Looking {
  threads: number;
  /** What is counted, in words. */
  what: string;
  signal: AbortSignal;
}

/**
 * The strongest activation of each map over images, on several threads. An image that cannot be read is skipped.
 * @param opened how other threads open the model, and which maps to look at
 * @returns entries in the order of the layers and their channels
 * @throws Error where not one image could be read; the signal's reason when it is aborted
 */
export async function strongestOver(
  model: Model,
  opened: TopWorkerData,
  images: readonly string[],
  { threads, what, signal }: Looking,
): Promise<{ entries: TopEntry[]; skipped: Results['data']['skipped'] }> {
  const layers = opened.settings.layers.map(({ layer, channels }) => ({
    layer,
    maps: channels.map((channel) => ({ channel, entries: [] })),
  }));
  const top = new TopActivations(layers, 1);
  const skipped: Results['data']['skipped'] = [];
  const report = progress(images.length, what);
  const crew = topCrew(model, opened, threads);
  try {
    let index = 0;
    for await (const seen of inOrder(images, (image) => crew.ask('look', image), crew.ahead)) {
      signal.throwIfAborted();
      if ('found' in seen) top.insert(seen.found, index);
      else skipped.push({ image: images[index]!, reason: seen.reason });
      report(++index);
    }
  } finally {
    await crew.close();
  }
  if (skipped.length === images.length) throw new Error(noneOf(skipped));
  return { entries: top.layers.flatMap(({ maps }) => maps.map((map) => map.entries[0]!)), skipped };
}
