import { noneOf } from '@deconv/experiments';
import { TopActivations } from '@deconv/probes';
import { progress } from '../progress.js';
import type { WorkerPool } from '../threads/WorkerPool.js';
import { inOrder } from '../threads/inOrder.js';
import type { TopRun } from './TopRun.js';
import type { TopWork } from './topWork.js';
import { say } from '../say.js';

/**
 * Looks at the images that are left and keeps the strongest activations. An image that cannot be read is skipped.
 * Whoever looks, images count in their order: those looked at are always the first ones.
 * @throws Error where not one image could be read; the signal's reason when it is aborted. Progress is saved
 */
export async function findTop(
  run: TopRun,
  pool: WorkerPool<TopWork>,
  images: readonly string[],
  { k, signal }: { k: number; signal: AbortSignal },
): Promise<void> {
  const { progress: state } = run;
  if (state.looked) say(`going on after ${state.looked} images`);
  const top = new TopActivations(state.layers, k);
  const report = progress(images.length);
  const left = images.slice(state.looked);
  try {
    for await (const seen of inOrder(left, (image) => pool.ask('look', image), pool.ahead)) {
      signal.throwIfAborted();
      if ('found' in seen) top.insert(seen.found, state.looked);
      else state.skipped.push({ image: images[state.looked]!, reason: seen.reason });
      state.looked++;
      await run.saveSometimes();
      report(state.looked);
    }
  } finally {
    await run.save();
  }
  if (state.skipped.length < images.length) return;
  await run.close();
  throw new Error(noneOf(state.skipped));
}
