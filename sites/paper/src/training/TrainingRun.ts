import { startTraining, type LiveTraining, type TrainingStep } from '@deconv/engine';
import type { Lessons } from './drawLessons.js';
import { SIDE } from './drawLessons.js';
import { LIVE_CLASSES } from './liveClasses.mjs';

export const STEPS = 400;
/** The loss of one who gives each class the same chance. */
export const CHANCE = Math.log(LIVE_CLASSES.length);

/** One training from its random start to its end, with pauses. */
export class TrainingRun {
  readonly steps: TrainingStep[] = [];
  #controller: AbortController | undefined;

  private constructor(private readonly training: LiveTraining) {}

  static async start(lessons: Lessons, peakRate: number): Promise<TrainingRun> {
    const plan = { seed: 7, classes: LIVE_CLASSES, inputSize: SIDE, steps: STEPS, peakRate };
    return new TrainingRun(await startTraining({ ...plan, ...lessons }));
  }

  get backend(): string {
    return this.training.backend;
  }

  get filters() {
    return this.steps.at(-1)?.filters ?? this.training.filters;
  }

  get running(): boolean {
    return this.#controller !== undefined;
  }

  /** Goes on until the end or a pause. @throws Error with a readable message */
  async go(onStep: () => void): Promise<boolean> {
    this.#controller = new AbortController();
    const take = (step: TrainingStep) => {
      this.steps.push(step);
      onStep();
    };
    try {
      return await this.training.run(take, this.#controller.signal);
    } finally {
      this.#controller = undefined;
    }
  }

  pause(): void {
    this.#controller?.abort();
  }

  end(): void {
    this.pause();
    this.training.end();
  }
}
