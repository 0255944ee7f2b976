import { asking, type Ask, type Work } from './serve.js';
import { WorkerThread } from './WorkerThread.js';

export interface WorkerPoolOptions {
  /** How many threads work, this one included. */
  threads: number;
  /** Path of the module, in JavaScript, that the others run; it calls `serve` with the same work. */
  entry: string;
  /** `workerData` of the others. */
  data: unknown;
  /** How many requests a thread has at once. Default 2: while it computes one image, the next is decoded. */
  atOnce?: number;
}

/** One of the threads that work: this one, or another. */
interface PoolThread {
  ask: Ask;
  /** How many requests it has. */
  busy: number;
}

interface Request {
  name: string;
  args: unknown[];
  resolve: (answer: unknown) => void;
  reject: (reason: unknown) => void;
}

/** How many requests may wait for each thread, so that none stands still while the slowest ends. */
const WAITING = 8;

/**
 * This thread and others that do the same work. It begins alone at once; the others join as they have started, and
 * requests go to whoever has the fewest.
 */
export class WorkerPool<W extends Work<W>> {
  /** How many requests to make ahead of the answer that is needed next. */
  readonly ahead: number;
  readonly #atOnce: number;
  readonly #workers: WorkerThread[];
  readonly #threads: PoolThread[] = [];
  readonly #waiting: Request[] = [];
  readonly #underWay = new Set<Promise<void>>();
  /** Why nothing can be asked any more. */
  #ended: Error | undefined;

  /** @param own what this thread does */
  constructor(own: W, { threads, entry, data, atOnce = 2 }: WorkerPoolOptions) {
    this.#atOnce = atOnce;
    this.ahead = WAITING * threads;
    this.#workers = Array.from({ length: threads - 1 }, () => {
      const worker = new WorkerThread(entry, data, {
        ready: () => this.#join(worker.ask),
        failed: (reason) => this.#end(reason),
      });
      return worker;
    });
    this.#join(asking(own));
  }

  /** @throws what the work throws; Error where a thread has ended of itself, whatever it was asked */
  ask<K extends keyof W & string>(name: K, ...args: Parameters<W[K]>): ReturnType<W[K]> {
    const answer = new Promise((resolve, reject) => {
      if (this.#ended) reject(this.#ended);
      else this.#waiting.push({ name, args, resolve, reject });
    });
    this.#giveOut();
    return answer as ReturnType<W[K]>;
  }

  /**
   * Drops the requests that wait, lets those under way end, and ends the other threads.
   * @param abandon does not wait for what other threads have under way
   */
  async close(abandon = false): Promise<void> {
    this.#end(new Error('the threads are closed'));
    if (abandon) await Promise.all(this.#workers.map((worker) => worker.close()));
    await Promise.all(this.#underWay);
    await Promise.all(this.#workers.map((worker) => worker.close()));
  }

  #join(ask: Ask): void {
    this.#threads.push({ ask, busy: 0 });
    this.#giveOut();
  }

  #giveOut(): void {
    for (;;) {
      const thread = this.#threads.reduce((least, each) => (each.busy < least.busy ? each : least));
      if (thread.busy === this.#atOnce) return;
      const request = this.#waiting.shift();
      if (!request) return;
      const done = this.#give(request, thread).finally(() => this.#underWay.delete(done));
      this.#underWay.add(done);
    }
  }

  async #give({ name, args, resolve, reject }: Request, thread: PoolThread): Promise<void> {
    thread.busy++;
    await thread.ask(name, args).then(resolve, reject);
    thread.busy--;
    this.#giveOut();
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }
}
