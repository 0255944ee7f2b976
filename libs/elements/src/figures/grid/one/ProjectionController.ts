import { Task, TaskStatus, initialState } from '@lit/task';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ModelSummary, Picture, RuleName, UnitView } from '@deconv/engine';
import { layersToChoose } from '../../../parts/choices/layersToChoose.js';
import {
  PhotoController,
  errorOf,
  type OpenPhoto,
  type PhotoWishes,
} from '../../../parts/controllers/PhotoController.js';
import type { Stage } from '../../../words/Stage.js';

/** What is to be shown. Where something is missing, the stages that need it wait. */
interface ProjectionWishes extends PhotoWishes {
  layer: string | undefined;
  rule: RuleName;
  count: number;
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

/** An open photo → the strongest units of a layer, projected. */
export class ProjectionController implements ReactiveController {
  readonly #look: PhotoController;
  readonly #projections: Task<readonly unknown[], Projections>;

  constructor(
    host: ReactiveControllerHost,
    private readonly wishes: () => ProjectionWishes,
  ) {
    this.#look = new PhotoController(host, wishes);
    this.#projections = new Task(host, {
      args: () => [this.photo, this.layer, this.wishes().rule, this.wishes().count],
      task: (_, { signal }) => this.#project(signal),
    });
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#projections.abort();
  }

  get progress(): number {
    return this.#look.progress;
  }

  get model(): ModelSummary | undefined {
    return this.#look.model;
  }

  get picture(): Picture | undefined {
    return this.#look.picture;
  }

  get photo(): OpenPhoto | undefined {
    return this.#look.photo;
  }

  get projections(): Projections | undefined {
    return this.#projections.value;
  }

  /** The layer asked for, or the middle one of the network where that one does not exist. */
  get layer(): string | undefined {
    if (!this.model) return undefined;
    const wished = this.wishes().layer;
    if (this.model.layers.some(({ name }) => name === wished)) return wished;
    const layers = layersToChoose(this.model);
    return layers[layers.length >> 1]?.name;
  }

  get stage(): Stage {
    const { stage } = this.#look;
    if (stage === 'idle' || stage === 'loading') return stage;
    if (this.error) return 'error';
    if (stage === 'computing' || this.#projections.status === TaskStatus.PENDING)
      return 'computing';
    return this.#projections.value ? 'ready' : 'idle';
  }

  /** What stopped the computing. A photo that could not be read stops nothing: see `photoError`. */
  get error(): Error | undefined {
    return this.#look.error ?? errorOf(this.#projections);
  }

  get photoError(): Error | undefined {
    return this.#look.photoError;
  }

  /** Starts again from the model: a lost graphics context takes the model and all records with it. */
  retry(): void {
    this.#look.retry();
  }

  async #project(signal: AbortSignal): Promise<Projections | typeof initialState> {
    const { engine, rule, count } = this.wishes();
    const { layer, photo } = this;
    if (!engine || !photo || !layer) return initialState;
    const start = performance.now();
    const views = await engine.strongest(photo.id, layer, count, rule, { signal });
    return { photo, layer, rule, views, seconds: (performance.now() - start) / 1000 };
  }
}
