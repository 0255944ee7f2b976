import { type Remote, proxy, wrap } from 'comlink';
import type { OnProgress, TaskOptions } from './contract.js';
import { CONTEXT_LOST, type WorkerSide } from './worker/WorkerSide.js';

/** A question to the worker, under the number of its task. */
type Question<T> = (remote: Remote<WorkerSide>, task: number) => Promise<T>;

/** One running worker: carries abort signals and progress to it, and fails every call under way when it dies. */
export class Connection {
  /** Why this worker can no longer be used, once it cannot. */
  failure: Error | undefined;

  readonly #remote: Remote<WorkerSide>;
  readonly #listeners = new Map<number, OnProgress>();
  readonly #underWay = new Set<(reason: Error) => void>();
  #lastTask = 0;

  constructor(private readonly worker: Worker) {
    worker.addEventListener('error', (event) => this.fail(startError(event)));
    worker.addEventListener('message', ({ data }) => {
      if (data === CONTEXT_LOST) this.fail(contextError());
    });
    this.#remote = wrap<WorkerSide>(worker);
    const onProgress = (task: number, fraction: number, message: string) =>
      this.#listeners.get(task)?.(fraction, message);
    void this.#remote.listen(proxy(onProgress));
  }

  /**
   * Asks the worker. Rejects at once on abort, whatever the worker does; `discard` then frees what a late answer
   * stands for.
   */
  call<T>(
    question: Question<T>,
    options: TaskOptions = {},
    discard?: (late: T) => void,
  ): Promise<T> {
    const { signal, onProgress } = options;
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.failure) return Promise.reject(this.failure);
    const task = ++this.#lastTask;
    if (onProgress) this.#listeners.set(task, onProgress);

    return new Promise<T>((resolve, reject) => {
      const interrupt = (reason: unknown): void => {
        settle();
        reject(reason);
      };
      const abort = (): void => {
        void this.#remote.abort(task);
        interrupt(signal?.reason);
      };
      let settled = false;
      const settle = (): void => {
        settled = true;
        this.#listeners.delete(task);
        this.#underWay.delete(interrupt);
        signal?.removeEventListener('abort', abort);
      };
      this.#underWay.add(interrupt);
      signal?.addEventListener('abort', abort);
      question(this.#remote, task).then((answer) => {
        if (settled) return discard?.(answer);
        settle();
        resolve(answer);
      }, interrupt);
    });
  }

  /** Ends the worker; calls under way reject with `reason`. */
  fail(reason: Error): void {
    if (this.failure) return;
    this.failure = reason;
    this.worker.terminate();
    for (const interrupt of [...this.#underWay]) interrupt(reason);
  }
}

function startError({ message }: ErrorEvent): Error {
  return new Error(`The worker that computes stopped: ${message || 'its script did not load'}.`);
}

function contextError(): Error {
  return new Error(
    'The browser took the graphics processor away, and with it all that was computed. Try again to start over.',
  );
}
