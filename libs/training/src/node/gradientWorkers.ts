import { Worker } from 'node:worker_threads';
import type { TrainingSetup, Shard, ShardGradients } from '../gradientsOf.js';
import { layoutOf } from '../parameters.js';
import type { GradientReply, GradientRequest, GradientWorkerData } from './gradientWorker.js';

/** Computes the shards of a step at once, each on a core of its own as long as there are cores. */
export class GradientWorkers {
  readonly #parameters: Float32Array;
  readonly #workers: Worker[];
  readonly #waiting = new Map<number, Waiting>();
  #requests = 0;
  /** Why nothing can be computed any more. */
  #failure: Error | undefined;

  /** @param count of threads */
  constructor(setup: TrainingSetup, count: number) {
    const shared = new SharedArrayBuffer(4 * layoutOf(setup.architecture).size);
    this.#parameters = new Float32Array(shared);
    const workerData: GradientWorkerData = { setup, parameters: shared };
    this.#workers = Array.from({ length: count }, () => this.#start(workerData));
  }

  /** A `GradientSource`. @throws Error where a worker has ended. */
  readonly gradients = (parameters: Float32Array, shards: Shard[]): Promise<ShardGradients[]> => {
    this.#parameters.set(parameters);
    return Promise.all(shards.map((shard, i) => this.#ask(i % this.#workers.length, shard)));
  };

  /** Ends the threads. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #start(workerData: GradientWorkerData): Worker {
    const worker = new Worker(new URL('./gradientWorker.js', import.meta.url), {
      workerData,
      // The flags of the process, loaders for example, are not meant for it.
      execArgv: [],
    });
    worker.on('message', (reply: GradientReply) => {
      const waiting = this.#waiting.get(reply.id);
      this.#waiting.delete(reply.id);
      if ('result' in reply) waiting?.resolve(reply.result);
      else waiting?.reject(reply.error);
    });
    worker.on('error', (error) => this.#fail(error));
    worker.on('exit', () => this.#fail(new Error('a thread that computes gradients has ended')));
    return worker;
  }

  #ask(worker: number, shard: Shard): Promise<ShardGradients> {
    const request: GradientRequest = { id: this.#requests++, shard };
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#workers[worker]!.postMessage(request);
    });
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

interface Waiting {
  resolve: (result: ShardGradients) => void;
  reject: (reason: unknown) => void;
}
