import type { Model } from '@deconv/models';
import { fileURLToPath } from 'node:url';
import { WorkerPool } from '../threads/WorkerPool.js';
import { topWork, type TopWork } from './topWork.js';
import type { TopWorkerData } from './topWorker.js';

/** The built module, also where this one runs from its source, as in tests. */
const ENTRY = fileURLToPath(new URL('../../dist/top/topWorker.js', import.meta.url));

/** This thread, with a model that is open, and others that open the same one. */
export function topPool(model: Model, data: TopWorkerData, threads: number): WorkerPool<TopWork> {
  return new WorkerPool(topWork(model, data.settings), { threads, entry: ENTRY, data });
}
