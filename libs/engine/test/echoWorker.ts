import { expose } from 'comlink';
import type { ModelSummary, PhotoSummary, UnitView } from '../src/contract.js';
import { CONTEXT_LOST, type WorkerSide } from '../src/worker/WorkerSide.js';

let tell: Parameters<WorkerSide['listen']>[0] = () => undefined;
const released: number[] = [];
const aborted: number[] = [];
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Answers without computing; the address of a "model" says how. */
const side: WorkerSide = {
  listen(onProgress) {
    tell = onProgress;
  },
  abort(task) {
    aborted.push(task);
  },
  async loadModel(task, url) {
    tell(task, 0.5, `half of ${url}`);
    if (url === 'fails') throw new RangeError('no model.json at fails (404)');
    if (url === 'loses its context') self.postMessage(CONTEXT_LOST);
    if (url === 'dies') setTimeout(() => reportError(new Error('dead')));
    if (url !== 'answers') await later(5000);
    return { name: JSON.stringify({ released, aborted }) } as ModelSummary;
  },
  async openPhoto() {
    await later(100);
    return { id: 7 } as PhotoSummary;
  },
  strongest() {
    return Promise.resolve<UnitView[]>([]);
  },
  release(photo) {
    released.push(photo);
  },
};

expose(side);
