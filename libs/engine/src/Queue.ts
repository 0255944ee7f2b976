import type { CallOptions } from './contract.js';

interface Waiting {
  priority: () => number;
  start: () => void;
}

/** Lets one call after the other work: whenever it is free, the waiting one that is the most urgent then. */
export class Queue {
  readonly #waiting = new Set<Waiting>();
  #busy = false;

  /**
   * Waits for its turn. A call whose signal aborts leaves the queue at once.
   * @param work is told nothing of the signal; whoever gives it listens to it, too
   */
  add<T>(
    work: () => Promise<T>,
    { signal, priority = () => 0 }: Pick<CallOptions, 'signal' | 'priority'> = {},
  ): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(waiting);
        reject(signal!.reason as Error);
      };
      const start = (): void => {
        signal?.removeEventListener('abort', leave);
        this.#busy = true;
        void work()
          .then(resolve, reject)
          .finally(() => {
            this.#busy = false;
            this.#next();
          });
      };
      const waiting = { priority, start };
      if (signal?.aborted) {
        leave();
        return;
      }
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.add(waiting);
      // What is asked for in one go is compared before the first of it starts.
      queueMicrotask(() => this.#next());
    });
  }

  #next(): void {
    if (this.#busy) return;
    let [best, smallest]: [Waiting | undefined, number] = [undefined, Infinity];
    for (const waiting of this.#waiting) {
      const urgency = waiting.priority();
      if (best && !(urgency < smallest)) continue;
      [best, smallest] = [waiting, urgency];
    }
    if (!best) return;
    this.#waiting.delete(best);
    best.start();
  }
}
