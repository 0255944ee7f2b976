import { sideOf } from '../src/startSide.js';
import { WorkerEngine } from '../src/WorkerEngine.js';
import type { Count, Order } from './watchedWorker.js';

/** An engine whose workers a test watches. */
export class WatchedEngine extends WorkerEngine {
  readonly workers: Worker[] = [];
  /** Workers that were ended. */
  ended = 0;

  constructor() {
    super(async () => {
      const worker = new Worker(new URL('./watchedWorker.ts', import.meta.url), { type: 'module' });
      this.workers.push(worker);
      await this.#heard((data) => 'deconvStarted' in data);
      const side = sideOf(worker);
      const end = (): void => {
        this.ended++;
        side.end();
      };
      return { ...side, end };
    }, 'webgl');
  }

  tell(order: Order): void {
    this.workers.at(-1)!.postMessage({ order });
  }

  async count(): Promise<Count> {
    const said = this.#heard((data) => 'count' in data);
    this.tell('count');
    return ((await said) as { count: Count }).count;
  }

  #heard(wanted: (data: object) => boolean): Promise<object> {
    return new Promise((resolve) => {
      this.workers
        .at(-1)!
        .addEventListener('message', function hear({ data }: MessageEvent<object>) {
          if (typeof data !== 'object' || !wanted(data)) return;
          this.removeEventListener('message', hear);
          resolve(data);
        });
    });
  }
}
