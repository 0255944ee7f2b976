import type { Endpoint } from 'comlink';

/** Where the computing happens: a worker, or this very thread. */
export interface Side {
  /** Messages go to it and come from it. */
  endpoint: Endpoint;
  /** Calls back when it dies by itself, with what is known of why. */
  onDeath: (died: (detail: string) => void) => void;
  /** Frees all that it holds. */
  end: () => void;
}
