import { Task, TaskStatus, initialState } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Stage } from '../../words/Stage.js';
import { NearViewportController } from '../controllers/NearViewportController.js';
import { ReadAheadController } from '../controllers/ReadAheadController.js';

interface Wishes<T> {
  /** Address of what is drawn. */
  src: () => string | undefined;
  /** Reads it. */
  load: (src: string, signal: AbortSignal) => Promise<T>;
  /** Gets each document before it is drawn for the first time: what the reader chose is set back. */
  onLoad?: (loaded: T) => void;
  onError?: () => void;
}

/**
 * Fetches the document at an address once the host comes near the viewport, the page is printed or the browser idle, and
 * again with every other address; what arrives late is dropped.
 */
export class ResultsController<T> implements ReactiveController {
  readonly #near: NearViewportController;
  readonly #task: Task<readonly unknown[], T>;
  #left = false;

  constructor(host: ReactiveControllerHost & Element, { src, load, onLoad, onError }: Wishes<T>) {
    host.addController(this);
    this.#near = new NearViewportController(host);
    const ahead = new ReadAheadController(host, () => this.#task.taskComplete);
    this.#task = new Task(host, {
      args: () => [this.#near.reached || ahead.due ? src() : undefined],
      task: ([address], { signal }) => (address ? load(address, signal) : initialState),
      onComplete: (loaded) => onLoad?.(loaded),
      onError: () => {
        if (host.isConnected) onError?.();
      },
    });
  }

  /** Back in a document after leaving one: what was under way then has to be asked for again. */
  hostConnected(): void {
    if (this.#left && this.stage !== 'ready') void this.#task.run();
    this.#left = false;
  }

  hostDisconnected(): void {
    this.#left = true;
    this.#task.abort();
  }

  /** The host has come near the viewport. */
  get near(): boolean {
    return this.#near.reached;
  }

  get stage(): Stage {
    switch (this.#task.status) {
      case TaskStatus.PENDING:
        return 'loading';
      case TaskStatus.COMPLETE:
        return 'ready';
      case TaskStatus.ERROR:
        return 'error';
      default:
        return 'idle';
    }
  }

  /** The document at `src`; undefined while there is none. */
  get loaded(): T | undefined {
    return this.stage === 'ready' ? this.#task.value : undefined;
  }

  /** Why there is none. */
  get problem(): string | undefined {
    const { error } = this.#task;
    if (this.stage !== 'error') return undefined;
    return error instanceof Error ? error.message : String(error);
  }

  retry(): void {
    void this.#task.run();
  }
}
