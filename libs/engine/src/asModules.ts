import { AnywhereWorker as Worker } from './AnywhereWorker.js';
import type { Ways } from './startSide.js';

/** What computes, in modules beside this one, which are fetched when they are needed. */
export const asModules: Ways = {
  // Bundlers look for these very words.
  startWorker: () =>
    new Worker(new URL('./worker/worker.js', import.meta.url), { type: 'module', name: 'deconv' }),
  thisThread: async () => (await import('./worker/onThisThread.js')).onThisThread(),
};
