import { expose } from 'comlink';
import type { ModelSummary, PhotoSummary } from '../src/contract.js';
import { CONTEXT_LOST, type WorkerSide } from '../src/worker/WorkerSide.js';

let tell: Parameters<WorkerSide['listen']>[0] = () => undefined;
const released: number[] = [];
const aborted: number[] = [];
const never = () => new Promise<never>(() => undefined);
/** Tasks that go on once they are aborted. */
const stubborn = new Map<number, () => void>();

type Asked = 'listen' | 'abort' | 'loadModel' | 'openPhoto' | 'release';

/** Answers without computing; the address of a "model" says how. */
const side: Pick<WorkerSide, Asked> = {
  listen(onNews) {
    tell = onNews;
  },
  abort(call) {
    aborted.push(call);
    stubborn.get(call)?.();
  },
  async loadModel(call, address) {
    const url = decodeURI(address.split('/').at(-1)!);
    tell(call, { fraction: 0.5, message: `half of ${url}` });
    if (url === 'has no memory') throw new RangeError('Array buffer allocation failed');
    if (url === 'fails') throw new RangeError('no model.json at fails (404)');
    if (url === 'loses its context') self.postMessage(CONTEXT_LOST);
    if (url === 'dies') setTimeout(() => reportError(new Error('dead')));
    if (url !== 'answers') await never();
    return { name: JSON.stringify({ released, aborted }) } as ModelSummary;
  },
  async openPhoto(call) {
    await new Promise<void>((resolve) => stubborn.set(call, resolve));
    return { id: 7 } as PhotoSummary;
  },
  release(photo) {
    released.push(photo);
  },
};

expose(side);
