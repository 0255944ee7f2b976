import { type Remote, proxy, wrap } from 'comlink';
import type { Results } from '@deconv/results';
import type { BackendName, OnProgress, CallOptions } from './contract.js';
import { engineFailure, failureBehind } from './engineFailure.js';
import { foundOnVisit } from './foundOnVisit.js';
import type { Side } from './Side.js';
import { CONTEXT_LOST, type News, type WorkerSide } from './worker/WorkerSide.js';

/** A question to the worker, under the number of its call. */
type Question<T> = (remote: Remote<WorkerSide>, call: number) => Promise<T>;

/** What a call wants to hear before its answer. */
interface Listener {
  onProgress?: OnProgress | undefined;
  onPart?: ((part: Results) => void) | undefined;
}

/** One running worker: carries abort signals and news to it, and fails every call under way when it dies. */
export class Connection {
  /** Why this worker can no longer be used, once it cannot. */
  failure: Error | undefined;

  readonly #remote: Remote<WorkerSide>;
  readonly #listeners = new Map<number, Listener>();
  readonly #underWay = new Set<(reason: Error) => void>();
  #lastCall = 0;

  /**
   * @param firstId handles that the worker gives out begin here, so that those of a worker before it name nothing
   * @param backend what is to compute, if that is not the worker's choice
   */
  constructor(
    private readonly side: Side,
    firstId = 1,
    backend?: BackendName,
  ) {
    const { endpoint } = side;
    side.onDeath((detail) => this.fail(engineFailure('stopped', detail)));
    endpoint.addEventListener('message', (event) => {
      if ((event as MessageEvent).data === CONTEXT_LOST) this.fail(engineFailure('context-lost'));
    });
    this.#remote = wrap<WorkerSide>(endpoint);
    const onNews = (call: number, news: News): void => {
      const listener = this.#listeners.get(call);
      if ('part' in news) listener?.onPart?.(news.part);
      else listener?.onProgress?.(news.fraction, news.message);
    };
    void this.#remote.listen(proxy(onNews), firstId, backend, foundOnVisit());
  }

  /**
   * Asks the worker. Rejects at once on abort, whatever the worker does; `discard` then frees what a late answer
   * stands for.
   */
  call<T>(
    question: Question<T>,
    options: CallOptions & Listener = {},
    discard?: (late: T) => void,
  ): Promise<T> {
    const { signal, ...listener } = options;
    if (signal?.aborted) return Promise.reject(signal.reason as Error);
    if (this.failure) return Promise.reject(this.failure);
    const call = ++this.#lastCall;
    this.#listeners.set(call, listener);

    return new Promise<T>((resolve, reject) => {
      const interrupt = (reason: unknown): void => {
        settle();
        reject(reason);
      };
      const abort = (): void => {
        void this.#remote.abort(call);
        interrupt(signal?.reason);
      };
      let settled = false;
      const settle = (): void => {
        settled = true;
        this.#listeners.delete(call);
        this.#underWay.delete(interrupt);
        signal?.removeEventListener('abort', abort);
      };
      this.#underWay.add(interrupt);
      signal?.addEventListener('abort', abort);
      question(this.#remote, call).then(
        (answer) => {
          if (settled) return discard?.(answer);
          settle();
          resolve(answer);
        },
        (error: unknown) => interrupt(this.#known(error)),
      );
    });
  }

  /** Ends the worker; calls under way reject with `reason`. */
  fail(reason: Error): void {
    if (this.failure) return;
    this.failure = reason;
    this.side.end();
    for (const interrupt of [...this.#underWay]) interrupt(reason);
  }

  /** Where memory ran out, what was computed cannot be trusted, nor can what comes after it. */
  #known(error: unknown): unknown {
    const failure = failureBehind(error);
    if (failure && failure.reason !== 'texture-too-large') this.fail(failure);
    return failure ?? error;
  }
}
