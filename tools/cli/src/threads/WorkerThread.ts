import { Worker } from 'node:worker_threads';
import type { Ask, Reply, Request } from './serve.js';

interface Events {
  /** It can be asked from now on. */
  ready: () => void;
  /** It has ended, although it was not told to. */
  failed: (reason: Error) => void;
}

interface Waiting {
  resolve: (answer: unknown) => void;
  reject: (reason: unknown) => void;
}

/** A thread that runs a module which calls `serve`. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #requests = 0;
  /** Why it answers no more. */
  #ended: Error | undefined;

  /**
   * @param entry path of the module, in JavaScript
   * @param workerData copied to the thread
   */
  constructor(entry: string, workerData: unknown, { ready, failed }: Events) {
    // The flags of the process, loaders for example, are not meant for it.
    this.#worker = new Worker(entry, { workerData, execArgv: [] });
    const fail = (cause: Error): void => {
      if (this.#ended) return;
      const reason = new Error(`a thread that computes has failed: ${cause.message}`, { cause });
      this.#end(reason);
      failed(reason);
    };
    this.#worker.on('message', (reply: Reply) => {
      if (reply === 'ready') ready();
      else this.#settle(reply);
    });
    this.#worker.on('error', fail);
    this.#worker.on('exit', (code) => fail(new Error(`it has ended with code ${code}`)));
  }

  /** @throws what the work throws there; Error where the thread has ended */
  readonly ask: Ask = (name, args) => {
    if (this.#ended) return Promise.reject(this.#ended);
    const request: Request = { id: this.#requests++, name, args };
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject });
      this.#worker.postMessage(request);
    });
  };

  /** Ends the thread, whatever it does. */
  async close(): Promise<void> {
    this.#end(new Error('the thread is closed'));
    await this.#worker.terminate();
  }

  #settle(reply: Exclude<Reply, 'ready'>): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('answer' in reply) waiting?.resolve(reply.answer);
    else waiting?.reject(reply.error);
  }

  #end(reason: Error): void {
    this.#ended ??= reason;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}
