import { Task, TaskStatus, initialState } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type {
  Engine,
  ModelSummary,
  PhotoSummary,
  Picture,
  RuleName,
  UnitView,
} from '@deconv/engine';
import { layersToChoose } from '../grid/layersToChoose.js';
import type { PhotoSource } from '../photo/PhotoSource.js';
import { fetchPhoto } from '../photo/fetchPhoto.js';

/** What is to be shown. Where something is missing, the stages that need it wait. */
interface ProjectionWishes {
  engine: Engine | undefined;
  model: string | undefined;
  source: PhotoSource | undefined;
  layer: string | undefined;
  rule: RuleName;
  count: number;
}

/** A photo that has been through the network, with the words it came with. */
export interface OpenPhoto extends PhotoSummary {
  alt: string;
}

/** Units of one layer and the photo they look at: kept together, so patches never come from another photo. */
export interface Projections {
  photo: OpenPhoto;
  layer: string;
  rule: RuleName;
  views: UnitView[];
  /** From the question to the answer, the way to the worker included. */
  seconds: number;
}

type Stage = 'idle' | 'loading' | 'computing' | 'ready' | 'error';

/**
 * Model → photo → forward pass → projections: four tasks, each started by the one before. A newer wish aborts the
 * run it replaces, and what arrives late is dropped.
 */
export class ProjectionController implements ReactiveController {
  /** Progress of loading the model, 0–1. */
  progress = 0;

  readonly #picture: Task<readonly unknown[], { picture: Picture; alt: string }>;
  readonly #model: Task<readonly unknown[], ModelSummary>;
  readonly #photo: Task<readonly unknown[], OpenPhoto>;
  readonly #projections: Task<readonly unknown[], Projections>;
  #open: { engine: Engine; id: number } | undefined;
  #left = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly wishes: () => ProjectionWishes,
  ) {
    this.#picture = new Task(host, {
      args: () => [this.wishes().source],
      task: (_, { signal }) => this.#readPicture(signal),
    });
    this.#model = new Task(host, {
      args: () => [this.wishes().engine, this.wishes().model],
      task: (_, { signal }) => this.#loadModel(signal),
    });
    this.#photo = new Task(host, {
      args: () => [this.#model.value, this.#picture.value],
      task: (_, { signal }) => this.#openPhoto(signal),
    });
    this.#projections = new Task(host, {
      args: () => [this.#photo.value, this.layer, this.wishes().rule, this.wishes().count],
      task: (_, { signal }) => this.#project(signal),
    });
    host.addController(this);
  }

  /** Back in a document after leaving one: what was released has to be computed again. */
  hostConnected(): void {
    if (!this.#left) return;
    this.#left = false;
    void this.#picture.run();
    void this.#model.run();
  }

  hostDisconnected(): void {
    this.#left = true;
    for (const task of [this.#picture, this.#model, this.#photo, this.#projections]) task.abort();
    this.#release();
  }

  get model(): ModelSummary | undefined {
    return this.#model.value;
  }

  get picture(): Picture | undefined {
    return this.#picture.value?.picture;
  }

  get photo(): OpenPhoto | undefined {
    return this.#photo.value;
  }

  get projections(): Projections | undefined {
    return this.#projections.value;
  }

  /** The layer asked for, or the middle one of the network where that one does not exist. */
  get layer(): string | undefined {
    if (!this.#model.value) return undefined;
    const wished = this.wishes().layer;
    if (this.#model.value.layers.some(({ name }) => name === wished)) return wished;
    const layers = layersToChoose(this.#model.value);
    return layers[layers.length >> 1]?.name;
  }

  get stage(): Stage {
    const { engine, model } = this.wishes();
    if (!engine || !model) return 'idle';
    if (this.#model.status === TaskStatus.PENDING) return 'loading';
    if (this.error) return 'error';
    const waiting = [this.#picture, this.#photo, this.#projections].some(
      ({ status }) => status === TaskStatus.PENDING,
    );
    if (waiting) return 'computing';
    return this.#projections.value ? 'ready' : 'idle';
  }

  /** What stopped the computing. A photo that could not be read stops nothing: see `photoError`. */
  get error(): Error | undefined {
    const failed = [this.#model, this.#photo, this.#projections].find(
      ({ status }) => status === TaskStatus.ERROR,
    );
    return failed && asError(failed.error);
  }

  get photoError(): Error | undefined {
    return this.#picture.status === TaskStatus.ERROR ? asError(this.#picture.error) : undefined;
  }

  /** Starts again from the model: a lost graphics context takes the model and all records with it. */
  retry(): void {
    void this.#model.run();
  }

  async #readPicture(signal: AbortSignal) {
    const { source } = this.wishes();
    if (!source) return initialState;
    return { picture: await fetchPhoto(source, signal), alt: source.alt };
  }

  async #loadModel(signal: AbortSignal) {
    const { engine, model } = this.wishes();
    if (!engine || !model) return initialState;
    this.progress = 0;
    const onProgress = (fraction: number): void => {
      this.progress = fraction;
      this.host.requestUpdate();
    };
    return engine.loadModel(model, { signal, onProgress });
  }

  async #openPhoto(signal: AbortSignal) {
    const { engine } = this.wishes();
    const given = this.#picture.value;
    if (!engine || !this.#model.value || !given) return initialState;
    const photo = await engine.openPhoto(given.picture, { signal });
    if (signal.aborted) {
      void engine.release(photo.id);
      throw signal.reason;
    }
    this.#release();
    this.#open = { engine, id: photo.id };
    return { ...photo, alt: given.alt };
  }

  async #project(signal: AbortSignal) {
    const { engine, rule, count } = this.wishes();
    const { layer } = this;
    const photo = this.#photo.value;
    if (!engine || !photo || !layer) return initialState;
    const start = performance.now();
    const views = await engine.strongest(photo.id, layer, count, rule, { signal });
    return { photo, layer, rule, views, seconds: (performance.now() - start) / 1000 };
  }

  #release(): void {
    // A photo that the engine has already lost needs no release.
    this.#open?.engine.release(this.#open.id).catch(() => undefined);
    this.#open = undefined;
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
