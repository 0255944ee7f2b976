// The layers package registers tfjs' own gradients.
import '@tensorflow/tfjs-layers';
import {
  RECIPE,
  Trainer,
  measurePreprocessing,
  memorySource,
  train,
  useOwnGradients,
  type Architecture,
  type PictureSource,
  type TrainingProgress,
} from '@deconv/training';
import type { BackendName } from '../../contract.js';
import { graphicsHere } from '../../graphicsHere.js';
import type { Running } from '../../Running.js';
import type { TrainingSide, FilterValues, TrainingPlan, TrainingStep } from '../../training.js';
import { startBackend } from '../startBackend.js';

const BATCH = 16;
/** Steps between two looks at pictures that are not trained on. */
const MEASURE_EVERY = 10;

/** The worker's side of a live training: one network, which learns when it is told to. */
export class TrainingSession implements TrainingSide {
  #trainer: Trainer | undefined;
  #source: PictureSource | undefined;
  #done = 0;
  #measured = NaN;
  #controller = new AbortController();

  async begin(
    plan: TrainingPlan,
    asked: BackendName | undefined,
    found: Running | undefined,
  ): Promise<{ backend: string; filters: FilterValues }> {
    const { backend } = await startBackend({
      ...{ asked, found, graphics: graphicsHere() },
      fetchWebgl: () => import('@tensorflow/tfjs-backend-webgl'),
      onContextLost: () => this.#controller.abort(new Error(LOST)),
    });
    useOwnGradients();
    this.#source = memorySource({ ...plan, batchSize: BATCH });
    const preprocessing = await measurePreprocessing(this.#source, plan.inputSize);
    const recipe = {
      ...RECIPE,
      ...{ seed: plan.seed, batchSize: BATCH, shards: 1, peakRate: plan.peakRate },
      // Each step is a round of its own, so that what is reported is the step's, not a mean.
      ...{ epochs: plan.steps, stepsPerEpoch: 1 },
    };
    this.#trainer = new Trainer({ architecture: architectureOf(plan), preprocessing, recipe });
    return { backend, filters: filtersOf(this.#trainer) };
  }

  pause(): void {
    this.#controller.abort(PAUSED);
  }

  /** @returns false where it was paused */
  async run(onStep: (step: TrainingStep) => Promise<void> | void): Promise<boolean> {
    const [trainer, source] = [this.#trainer, this.#source];
    if (!trainer || !source) throw new Error('Nothing to train yet: call begin first.');
    if (this.#controller.signal.reason === PAUSED) this.#controller = new AbortController();
    try {
      let latest: TrainingProgress | undefined;
      await train(trainer, {
        from: this.#done,
        batches: (step) => source.batch(step),
        signal: this.#controller.signal,
        onProgress: (progress) => (latest = progress),
        onEpoch: async () => {
          this.#done = latest!.step;
          await onStep(await this.#report(latest!, trainer, source));
          return this.#measured;
        },
      });
      return true;
    } catch (error) {
      if (error === PAUSED) return false;
      throw error;
    }
  }

  async #report(
    progress: TrainingProgress,
    trainer: Trainer,
    source: PictureSource,
  ): Promise<TrainingStep> {
    const { step, steps, loss, accuracy, rate, imagesPerSecond, warning } = progress;
    const report = { step, steps, loss, accuracy, rate, imagesPerSecond };
    const filters = filtersOf(trainer);
    const said = warning === undefined ? {} : { warning };
    if (step % MEASURE_EVERY && step < steps) return { ...report, filters, ...said };
    const validation = await trainer.evaluate(await source.validation());
    this.#measured = validation.loss;
    return { ...report, filters, validation, ...said };
  }
}

/** A reason to stop that is no failure. */
const PAUSED = 'paused';
const LOST = 'The graphics processor was taken away. Reset, and start again.';

/** The paper's first layers, for pictures of half the size: filters of 7 × 7 with stride 2, overlapping pools. */
function architectureOf({ inputSize, classes }: TrainingPlan): Architecture {
  return {
    name: 'live',
    inputSize,
    batchNorm: true,
    layers: [
      { kind: 'conv', name: 'conv1', filters: 24, size: 7, stride: 2, padding: 'valid' },
      { kind: 'pool', name: 'pool1', size: 3, stride: 2 },
      { kind: 'conv', name: 'conv2', filters: 32, size: 3, stride: 1, padding: 'same' },
      { kind: 'pool', name: 'pool2', size: 3, stride: 2 },
      { kind: 'dense', name: 'fc3', units: 64 },
      { kind: 'classes', name: 'fc4', units: classes.length },
    ],
  };
}

function filtersOf({ layout, state }: Trainer): FilterValues {
  const { shape, from, to } = layout.parameters[0]!;
  return { values: state.parameters.slice(from, to), side: shape[0]!, count: shape[3]! };
}
