import { Task, TaskStatus, initialState } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Engine, ModelSummary, PhotoSummary, Picture } from '@deconv/engine';
import type { Stage } from '../../words/Stage.js';
import type { PhotoSource } from '../photo/PhotoSource.js';
import { fetchPhoto } from '../photo/fetchPhoto.js';

/** What is to be looked at. Where something is missing, the stages that need it wait. */
export interface PhotoWishes {
  engine: Engine | undefined;
  model: string | undefined;
  source: PhotoSource | undefined;
  /** A seed: the same network with random weights. */
  random?: number | undefined;
}

/** A photo that has been through the network, with the words it came with. */
export interface OpenPhoto extends PhotoSummary {
  alt: string;
}

interface Given {
  picture: Picture;
  alt: string;
}

/**
 * Model → photo → forward pass: three tasks, each started by the ones before. A newer wish aborts the run it replaces,
 * and what arrives late is dropped.
 */
export class PhotoController implements ReactiveController {
  /** Progress of loading the model, 0–1. */
  progress = 0;

  readonly #picture: Task<readonly unknown[], Given>;
  readonly #model: Task<readonly unknown[], ModelSummary>;
  readonly #photo: Task<readonly unknown[], OpenPhoto>;
  /** The last picture that could be read: it is the one that is looked at while another cannot. */
  #given: Given | undefined;
  #open: { engine: Engine; id: number } | undefined;
  /** Address of the model that was loaded last. */
  #address: string | undefined;
  #left = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly wishes: () => PhotoWishes,
  ) {
    this.#picture = new Task(host, {
      args: () => [this.wishes().source],
      task: (_, { signal }) => this.#readPicture(signal),
      onComplete: (given) => (this.#given = given),
    });
    this.#model = new Task(host, {
      args: () => [this.wishes().engine, this.wishes().model, this.wishes().random],
      task: (_, { signal }) => this.#loadModel(signal),
    });
    this.#photo = new Task(host, {
      args: () => [this.#model.value, this.#looked],
      task: (_, { signal }) => this.#openPhoto(signal),
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
    for (const task of [this.#picture, this.#model, this.#photo]) task.abort();
    this.#release();
  }

  /** The model; while another address is loaded, none: nothing is told of one network beside another's name. */
  get model(): ModelSummary | undefined {
    const { engine, model } = this.wishes();
    return engine && model === this.#address ? this.#model.value : undefined;
  }

  get picture(): Picture | undefined {
    return this.#looked?.picture;
  }

  /** What the picture shows, in words. */
  get alt(): string | undefined {
    return this.#looked?.alt;
  }

  /** The photo that this model has seen. */
  get photo(): OpenPhoto | undefined {
    return this.model && this.#photo.value;
  }

  /** How far the photo is: `ready` once it is open. */
  get stage(): Stage {
    const { engine, model } = this.wishes();
    if (!engine || !model) return 'idle';
    if (this.#model.status === TaskStatus.PENDING) return 'loading';
    if (this.error) return 'error';
    const waiting = [this.#picture, this.#photo].some(
      ({ status }) => status === TaskStatus.PENDING,
    );
    if (waiting) return 'computing';
    return this.#photo.value ? 'ready' : 'idle';
  }

  /** What stopped the computing. A photo that could not be read stops nothing: see `photoError`. */
  get error(): Error | undefined {
    return errorOf(this.#model) ?? errorOf(this.#photo);
  }

  get photoError(): Error | undefined {
    return errorOf(this.#picture);
  }

  /** Starts again from the model: a lost graphics context takes the model and all records with it. */
  retry(): void {
    void this.#model.run();
  }

  async #readPicture(signal: AbortSignal): Promise<Given | typeof initialState> {
    const { source } = this.wishes();
    if (!source) return initialState;
    return { picture: await fetchPhoto(source, signal), alt: source.alt };
  }

  async #loadModel(signal: AbortSignal): Promise<ModelSummary | typeof initialState> {
    const { engine, model, random } = this.wishes();
    if (!engine || !model) return initialState;
    this.progress = 0;
    const onProgress = (fraction: number): void => {
      this.progress = fraction;
      this.host.requestUpdate();
    };
    const seed = random === undefined ? {} : { random };
    // A copy, so that the same network loaded again counts as new: what hung on the old one is gone.
    const loaded = { ...(await engine.loadModel(model, { signal, onProgress, ...seed })) };
    signal.throwIfAborted();
    this.#address = model;
    return loaded;
  }

  async #openPhoto(signal: AbortSignal): Promise<OpenPhoto | typeof initialState> {
    const { engine } = this.wishes();
    const given = this.#looked;
    const model = this.#model.value;
    if (!engine || !model || !given) return initialState;
    const photo = await engine.openPhoto(model.id, given.picture, { signal });
    if (signal.aborted) {
      void engine.release(photo.id);
      throw signal.reason;
    }
    this.#release();
    this.#open = { engine, id: photo.id };
    return { ...photo, alt: given.alt };
  }

  /** What is looked at: while a photo cannot be read, the one before it. */
  get #looked(): Given | undefined {
    return this.#picture.value ?? this.#given;
  }

  #release(): void {
    // A photo that the engine has already lost needs no release.
    this.#open?.engine.release(this.#open.id).catch(() => undefined);
    this.#open = undefined;
  }
}

/** What a task failed with, if it did. */
export function errorOf({ status, error }: Task): Error | undefined {
  if (status !== TaskStatus.ERROR) return undefined;
  return errorFrom(error);
}

/** Whatever was thrown, as an error. */
export function errorFrom(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
