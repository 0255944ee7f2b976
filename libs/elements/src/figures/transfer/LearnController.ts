import { Task, TaskStatus, initialState } from '@lit/task';
import type { Engine, Learned, Lesson, ModelSummary } from '@deconv/engine';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { layersToChoose } from '../../parts/choices/layersToChoose.js';
import { EngineController } from '../../parts/controllers/EngineController.js';
import { errorOf } from '../../parts/controllers/PhotoController.js';
import { distanceToViewport } from '../../parts/controllers/distanceToViewport.js';
import type { Stage } from '../../words/Stage.js';
import { LOADING_NETWORK } from '../../words/loadingNetwork.js';
import { filled, type PhotoSet } from './PhotoClass.js';

interface Wishes {
  /** The reader asked for it. */
  wanted: boolean;
  engine: Engine | undefined;
  /** Address of a model folder. */
  model: string | undefined;
  /** A seed: the same network with random weights. */
  random: number | undefined;
  /** Whose features are learned from; undefined for the last convolution. */
  layer: string | undefined;
  photoSet: PhotoSet;
}

/** What was learned, and from what. */
export interface LessonLearned {
  photoSet: PhotoSet;
  learned: Learned;
  model: ModelSummary;
}

/** Learns classes anew with every change of their photos, once its host wants it; a newer wish aborts the older one. */
export class LearnController implements ReactiveController {
  /** 0–1, of what is being done, and what that is. */
  fraction = 0;
  message = '';
  /** What was learned last; it stays until there is more to see. */
  lesson: LessonLearned | undefined;

  readonly #engine: EngineController;
  readonly #task: Task<readonly unknown[], LessonLearned>;
  #left = false;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    private readonly wishes: () => Wishes,
    onComplete: () => void,
  ) {
    this.#engine = new EngineController(host, () => ({
      given: wishes().engine,
      wanted: wishes().wanted,
    }));
    this.#task = new Task(host, {
      args: () => {
        const { wanted, model, random, layer, photoSet } = wishes();
        return [
          wanted,
          this.#engine.engine,
          model,
          random,
          layer,
          photoSet.classes,
          photoSet.asked,
        ];
      },
      task: (_, { signal }) => this.#learn(signal),
      onComplete: (lesson) => {
        this.lesson = lesson;
        onComplete();
      },
    });
    host.addController(this);
  }

  /** Back in a document after leaving one: what was under way then has to be asked for again. */
  hostConnected(): void {
    if (this.#left && this.stage === 'error') this.retry();
    this.#left = false;
  }

  hostDisconnected(): void {
    this.#left = true;
    this.#task.abort();
  }

  /** How far it is: `idle` until all is there that it needs, `error` where `problem` says what stopped it. */
  get stage(): Stage {
    const { wanted, model, photoSet } = this.wishes();
    if (!wanted || !model) return 'idle';
    if (this.problem) return 'error';
    if (filled(photoSet).length < 2) return 'idle';
    if (!this.#engine.engine || this.#task.status === TaskStatus.PENDING) return 'computing';
    return this.#task.status === TaskStatus.COMPLETE ? 'ready' : 'idle';
  }

  get problem(): Error | undefined {
    return this.#engine.error ?? errorOf(this.#task);
  }

  retry(): void {
    if (this.#engine.error) this.#engine.retry();
    void this.#task.run();
  }

  async #learn(signal: AbortSignal): Promise<LessonLearned | typeof initialState> {
    const { wanted, model: address, random, layer, photoSet } = this.wishes();
    const { engine } = this.#engine;
    const classes = filled(photoSet);
    if (!wanted || !engine || !address || classes.length < 2) return initialState;
    const priority = (): number => distanceToViewport(this.host);
    const model = await engine.loadModel(address, {
      ...{ signal, priority },
      onProgress: (fraction) => this.#tell(fraction, LOADING_NETWORK),
      ...(random === undefined ? {} : { random }),
    });
    const chosen = layersToChoose(model);
    const lesson: Lesson = {
      layer: chosen.find(({ name }) => name === layer)?.name ?? chosen.at(-1)!.name,
      classes: classes.length,
      photos: classes.flatMap(({ photos }, label) => photos.map((photo) => ({ ...photo, label }))),
      asked: [...photoSet.asked],
    };
    const learned = await engine.learn(model.id, lesson, {
      ...{ signal, priority },
      onProgress: (fraction, message) => this.#tell(fraction, message),
    });
    return { photoSet: { ...photoSet, classes }, learned, model };
  }

  #tell(fraction: number, message: string): void {
    this.fraction = fraction;
    this.message = message;
    this.host.dispatchEvent(new CustomEvent('progress', { detail: { fraction, message } }));
    this.host.requestUpdate();
  }
}
