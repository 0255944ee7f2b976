import { GradientWorkers } from '@deconv/training/node';
import type { Case } from './compare.js';
import { SETUP, PARAMETERS, shards } from './trainingSetup.js';

/** A training step's gradients on two cores, against the same on one. */
export function threadsCase(): Case {
  const parts = shards();
  const started: GradientWorkers[] = [];
  const way = (threads: number) => {
    let workers: GradientWorkers | undefined;
    return async (): Promise<Float32Array> => {
      if (!workers) started.push((workers = new GradientWorkers(SETUP, threads)));
      const results = await workers.gradients(PARAMETERS, parts);
      return results.at(-1)!.gradients;
    };
  };
  return {
    name: `training step on two cores, ${parts.length} × ${parts[0]!.batch.labels.length} pictures`,
    clock: 'wall',
    ways: [
      { name: 'two threads', run: way(2) },
      { name: 'one thread', run: way(1), atLeast: 1.6 },
    ],
    close: async () => {
      await Promise.all(started.map((workers) => workers.close()));
    },
  };
}
