import { winnersByImage } from '@deconv/probes';
import { progress } from '../progress.js';
import type { WorkerPool } from '../threads/WorkerPool.js';
import { inOrder } from '../threads/inOrder.js';
import { stemOf, type TopRun } from './TopRun.js';
import type { TopWork } from './topWork.js';

/**
 * Writes patch and projection of every unit that was kept and is not drawn yet; one forward pass an image.
 * @throws the signal's reason when it is aborted. Progress is saved
 */
export async function drawUnits(
  run: TopRun,
  pool: WorkerPool<TopWork>,
  images: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const { layers, drawn } = run.progress;
  const all = [...winnersByImage(layers)];
  const left = all
    .map(([image, winners]) => ({
      image: images[image]!,
      winners: winners.filter((winner) => !(stemOf(winner) in drawn)),
    }))
    .filter(({ winners }) => winners.length);
  const report = progress(all.length, 'images projected');
  let done = all.length - left.length;
  const draw = ({ image, winners }: (typeof left)[0]) => pool.ask('draw', image, winners);
  try {
    for await (const units of inOrder(left, draw, pool.ahead)) {
      Object.assign(drawn, units);
      signal.throwIfAborted();
      await run.saveSometimes();
      report(++done);
    }
  } finally {
    await run.save();
  }
}
