import { writeResults, type Results } from '@deconv/results';
import { join } from 'node:path';
import { interruptible } from '../interruptible.js';
import { wholeFolder } from '../wholeFolder.js';
import { writeWhole } from '../writeWhole.js';
import type { FrozenTask } from './frozenFeatures.js';
import { withCache } from './withCache.js';

/** What `transfer` and `layers` are told alike, beside the settings of the classifier. */
interface Args {
  data: string;
  overlap?: string | undefined;
  cache?: string | undefined;
  out?: string | undefined;
  json?: boolean | undefined;
}

/**
 * A measurement on frozen features, which the user can interrupt. Its document is written whole or not at all.
 * @returns what to print
 */
export function measureFrozen<R extends Results>(
  { data, overlap: overlapWith, cache, out, json }: Args,
  asked: Omit<FrozenTask, 'data' | 'overlapWith' | 'cache' | 'signal'>,
  measure: (task: FrozenTask) => Promise<R>,
  summaryOf: (results: R) => string,
): Promise<string> {
  return withCache(cache, (folder, stays) => {
    const goesOn =
      'finished features and trainings are kept, and the same command goes on from there';
    return interruptible(`interrupted; ${stays ? goesOn : 'nothing is kept'}`, (signal) =>
      wholeFolder(out, async (part) => {
        const results = await measure({ ...asked, data, overlapWith, cache: folder, signal });
        const text = writeResults(results);
        if (part)
          await writeWhole([{ path: join(part, 'results.json'), bytes: Buffer.from(text) }]);
        return json ? text : summaryOf(results);
      }),
    );
  });
}
