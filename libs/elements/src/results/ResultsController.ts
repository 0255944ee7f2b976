import { Task, TaskStatus, initialState } from '@lit/task';
import { readResults, type Results } from '@deconv/results';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { NearViewportController } from '../controllers/NearViewportController.js';
import { SHOWN_BY } from './shownBy.js';

type Probe = Results['probe'];

/** The document of one probe. */
export type ResultsOf<P extends Probe> = Extract<Results, { probe: P }>;

/** A document that was read. */
export interface Loaded<P extends Probe> {
  results: ResultsOf<P>;
  /** Address of a picture that the document names: names are relative to the document. */
  addressOf: (picture: string) => string;
}

/** What an element with a document offers its controller. */
export interface ResultsHost extends ReactiveControllerHost, Element {
  /** Address of a document of results. */
  src: string | undefined;
}

/**
 * Fetches the document at the host's `src` once the host comes near the viewport, and again with every other `src`; what
 * arrives late is dropped. The host fires `load` when a document has been read and `error` when none could be, as an
 * image does.
 */
export class ResultsController<P extends Probe> implements ReactiveController {
  readonly #near: NearViewportController;
  readonly #task: Task<readonly unknown[], Loaded<P>>;
  #left = false;

  constructor(
    host: ResultsHost,
    private readonly probe: P,
    /** Gets each document before it is drawn for the first time: what the reader chose is set back. */
    onLoad?: (loaded: Loaded<P>) => void,
  ) {
    host.addController(this);
    this.#near = new NearViewportController(host);
    this.#task = new Task(host, {
      args: () => [this.#near.reached ? host.src : undefined],
      task: ([src], { signal }) => (src ? this.#load(src, signal) : initialState),
      onComplete: (loaded) => {
        onLoad?.(loaded);
        host.dispatchEvent(new Event('load'));
      },
      onError: () => {
        if (host.isConnected) host.dispatchEvent(new Event('error'));
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

  get stage(): 'waiting' | 'loading' | 'ready' | 'error' {
    switch (this.#task.status) {
      case TaskStatus.PENDING:
        return 'loading';
      case TaskStatus.COMPLETE:
        return 'ready';
      case TaskStatus.ERROR:
        return 'error';
      default:
        return 'waiting';
    }
  }

  /** The document at `src`; undefined while there is none. */
  get loaded(): Loaded<P> | undefined {
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

  async #load(src: string, signal: AbortSignal): Promise<Loaded<P>> {
    const address = new URL(src, document.baseURI);
    const response = await fetch(address, { signal }).catch((cause: unknown) => {
      if (signal.aborted) throw cause;
      throw new Error(`${src} could not be reached. Is the address right, and are you online?`);
    });
    if (!response.ok) throw new Error(`${src} did not load: ${response.status}.`);
    const results = readResults(await response.text());
    if (results.probe !== this.probe) throw new Error(wrongProbe(results.probe, this.probe));
    return {
      results: results as ResultsOf<P>,
      addressOf: (picture) => new URL(picture, address).href,
    };
  }
}

function wrongProbe(found: Probe, expected: Probe): string {
  return `These are results of “${found}”, which <${SHOWN_BY[found]}> shows. <${SHOWN_BY[expected]}> shows those of “${expected}”.`;
}
