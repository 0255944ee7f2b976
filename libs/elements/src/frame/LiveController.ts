import { Task, TaskStatus, initialState } from '@lit/task';
import type { Engine, ModelSummary, NamedPicture, ProbeRequest } from '@deconv/engine';
import type { Results } from '@deconv/results';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { EngineController } from '../parts/controllers/EngineController.js';
import { errorFrom, errorOf } from '../parts/controllers/PhotoController.js';
import { distanceToViewport } from '../parts/controllers/distanceToViewport.js';
import type { Loaded, ResultsOf } from '../parts/fetching/loadResults.js';
import { loadPhotos, type Images } from '../parts/photo/loadPhotos.js';
import type { Stage } from '../words/Stage.js';
import { LOADING_NETWORK } from '../words/loadingNetwork.js';
import { asFits } from './asFits.js';

type Probe = Results['probe'];

/** What an engine is asked for one probe. */
export type RequestOf<P extends Probe> = Extract<ProbeRequest, { probe: P }>;

/** What is to be computed. */
export interface LiveWishes<P extends Probe> {
  /** The reader asked for it, or the page did. */
  wanted: boolean;
  engine: Engine | undefined;
  /** Address of a model folder. */
  model: string | undefined;
  /** A seed: the same network with random weights. */
  random: number | undefined;
  /** Photos, if any. */
  images: Images | undefined;
  /** The request for these photos; undefined while something of it is missing. */
  request: (photos: readonly NamedPicture[]) => RequestOf<P> | undefined;
  /** What the page names that the network has not. */
  unfit: (model: ModelSummary) => readonly string[];
  /** What stopped something that the request needs, if something did. */
  failed: unknown;
}

/** A document that was computed here. */
export interface Computed<P extends Probe> extends Loaded<P> {
  model: ModelSummary;
  photos: readonly NamedPicture[];
  /** How long it took; undefined while it is not whole. */
  seconds: number | undefined;
}

/**
 * Computes a document of results: engine → model → photos → run, each once its host wants it. A newer wish aborts the run
 * it replaces; the document that was there stays until there is more to see.
 */
export class LiveController<P extends Probe> implements ReactiveController {
  /** The newest document, or as much of it as there is. */
  get computed(): Computed<P> | undefined {
    const same = this.#address === this.wishes().model && this.stage !== 'error';
    return same ? this.#computed : undefined;
  }
  /** 0–1, of what is being done. */
  fraction = 0;
  message = '';

  #computed: Computed<P> | undefined;
  /** Of its network: once another is named, it is gone. */
  #address: string | undefined;
  /** Counts up where what was computed counts no longer, and has to be computed again. */
  #turn = 0;
  readonly #engine: EngineController;
  readonly #photos: Task<readonly unknown[], NamedPicture[]>;
  readonly #run: Task<readonly unknown[], Computed<P>>;
  #left = false;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly wishes: () => LiveWishes<P>,
    onComplete?: (computed: Computed<P>) => void,
  ) {
    this.#engine = new EngineController(host, () => ({
      given: wishes().engine,
      wanted: wishes().wanted,
    }));
    this.#photos = new Task(host, {
      args: () => [wishes().wanted, wishes().images],
      task: async (_, { signal }) => this.#load(signal),
    });
    this.#run = new Task(host, {
      args: () => this.#asked(),
      task: (_, { signal }) => this.#compute(signal),
      onComplete: (computed) => {
        this.#keep(computed, wishes());
        onComplete?.(computed);
      },
    });
    host.addController(this);
  }

  /** Back in a document after leaving one: what was under way then has to be asked for again. */
  hostConnected(): void {
    if (this.#left && this.stage !== 'ready') this.retry();
    this.#left = false;
  }

  hostDisconnected(): void {
    this.#left = true;
    for (const task of [this.#photos, this.#run]) task.abort();
  }

  get engine(): Engine | undefined {
    return this.#engine.engine;
  }

  /** The photos; empty while there are none. */
  get photos(): readonly NamedPicture[] {
    return this.#photos.value ?? [];
  }

  /** How far it is: `idle` until all is there that it needs, `error` where `problem` says what stopped it. */
  get stage(): Stage {
    if (!this.wishes().wanted || !this.wishes().model) return 'idle';
    if (this.problem) return 'error';
    if (!this.engine || this.#photos.status === TaskStatus.PENDING) return 'computing';
    if (this.#run.status === TaskStatus.PENDING) return 'computing';
    return this.#run.status === TaskStatus.COMPLETE ? 'ready' : 'idle';
  }

  get problem(): Error | undefined {
    const { failed } = this.wishes();
    const own = this.#engine.error ?? errorOf(this.#photos) ?? errorOf(this.#run);
    return own ?? (failed === undefined ? undefined : errorFrom(failed));
  }

  /** Starts again from the model: a lost graphics context takes the model with it. */
  retry(): void {
    if (this.#engine.error) this.#engine.retry();
    if (this.#photos.status === TaskStatus.ERROR) void this.#photos.run();
    else void this.#run.run();
  }

  /** Forgets what was computed. */
  forget(): void {
    this.#computed = undefined;
    this.#turn++;
    this.host.requestUpdate();
  }

  #keep(computed: Computed<P>, { model }: LiveWishes<P>): void {
    this.#computed = computed;
    this.#address = model;
  }

  async #load(signal: AbortSignal): Promise<NamedPicture[] | typeof initialState> {
    const { wanted, images } = this.wishes();
    if (!wanted || !images?.length) return initialState;
    this.#tell(0, 'Loading the photos');
    return loadPhotos(images, signal);
  }

  /** All that a run depends on; pictures by their list, everything else by what it says. */
  #asked(): readonly unknown[] {
    const { wanted, model, random } = this.wishes();
    const said = JSON.stringify(this.#request, (key, value: unknown) =>
      key === 'picture' ? undefined : value,
    );
    return [wanted && this.engine, model, random, this.#photos.value, said, this.#turn];
  }

  get #request(): RequestOf<P> | undefined {
    const { images, request } = this.wishes();
    const waiting = images?.length && this.#photos.status !== TaskStatus.COMPLETE;
    return waiting ? undefined : request(this.photos);
  }

  async #compute(signal: AbortSignal): Promise<Computed<P> | typeof initialState> {
    const wishes = this.wishes();
    const { wanted, model: address, random } = wishes;
    const { engine } = this;
    const request = this.#request;
    if (!wanted || !engine || !address || !request) return initialState;
    const photos = this.photos;
    const start = performance.now();
    const priority = (): number => distanceToViewport(this.host);
    const model = await engine.loadModel(address, {
      ...{
        signal,
        priority,
        onProgress: (fraction) => this.#tell(fraction, LOADING_NETWORK),
      },
      ...(random === undefined ? {} : { random }),
    });
    const [fault] = wishes.unfit(model);
    if (fault !== undefined) throw new Error(fault);
    const show = (results: ResultsOf<P>, seconds?: number): Computed<P> => {
      const addressOf = (picture: string): string => picture;
      return { results, addressOf, model, photos, seconds };
    };
    const results = await engine.run<P>(model.id, asFits(request, model), {
      ...{ signal, priority, onProgress: (fraction, message) => this.#tell(fraction, message) },
      onPart: (part) => {
        if (signal.aborted) return;
        this.#keep(show(part), wishes);
        this.host.requestUpdate();
      },
    });
    return show(results, (performance.now() - start) / 1000);
  }

  #tell(fraction: number, message: string): void {
    this.fraction = fraction;
    this.message = message;
    const detail = { fraction, message };
    this.host.dispatchEvent(new CustomEvent('progress', { detail }));
    this.host.requestUpdate();
  }
}
