/**
 * A small network that learns while a reader watches, in a worker of its own: figures go on computing beside it. Like
 * the engine's contract this side knows no tensors.
 */
import { proxy, wrap, type ProxyMarked, type Remote } from 'comlink';
import { AnywhereWorker as Worker } from './AnywhereWorker.js';
import { backendOfPage } from './backendOfPage.js';
import type { BackendName } from './contract.js';
import { foundOnVisit } from './foundOnVisit.js';
import type { Running } from './Running.js';

/** Pictures with their classes. */
export interface LabelledPictures {
  /** [count, inputSize, inputSize, 3], 0 … 255 */
  pixels: Uint8Array;
  /** One class index for each picture. */
  labels: Int32Array;
}

/** What is to be learned, and how. */
export interface TrainingPlan {
  /** Everything random follows from it. */
  seed: number;
  /** Name of each class, by index. */
  classes: readonly string[];
  /** Side of the pictures in pixels. */
  inputSize: number;
  training: LabelledPictures;
  /** Pictures to measure by that are never trained on. */
  validation: LabelledPictures;
  steps: number;
  /** The highest learning rate, reached after the warm-up. */
  peakRate: number;
}

/** The first layer's filters as they stand. */
export interface FilterValues {
  /** [side, side, 3, count] */
  values: Float32Array;
  side: number;
  count: number;
}

/** Where the training stands after a step. */
export interface TrainingStep {
  /** Steps done. */
  step: number;
  steps: number;
  /** Of this step's pictures, before it, with dropout. */
  loss: number;
  /** Share of them that were answered rightly, 0–1. */
  accuracy: number;
  rate: number;
  imagesPerSecond: number;
  filters: FilterValues;
  /** After every tenth step and the last: on the validation pictures. */
  validation?: { loss: number; accuracy: number };
  /** What looks wrong, and what to do. */
  warning?: string;
}

export interface LiveTraining {
  /** The tfjs backend that computes. */
  backend: string;
  /** Before the first step. */
  filters: FilterValues;
  /**
   * Trains on from where it stands, to the end of the plan.
   * @param onStep hears of each step
   * @param signal ends it after the step under way; `run` again goes on from there
   * @returns whether the end was reached
   * @throws Error with a readable message where the loss is no longer a number, or the graphics context was lost
   */
  run(onStep: (step: TrainingStep) => void, signal: AbortSignal): Promise<boolean>;
  /** Ends the worker and frees everything. */
  end(): void;
}

/** What the worker offers. */
export interface TrainingSide {
  begin(
    plan: TrainingPlan,
    backend: BackendName | undefined,
    found: Running | undefined,
  ): Promise<{ backend: string; filters: FilterValues }>;
  /** @returns whether the end was reached */
  run(onStep: ((step: TrainingStep) => void) & ProxyMarked): Promise<boolean>;
  pause(): void;
}

/**
 * Starts a worker with a network that has learned nothing yet.
 * @param backend what computes; without it what `<meta name="deconv-backend">` says, or what is fastest here
 * @throws Error with a readable message
 */
export async function startTraining(
  plan: TrainingPlan,
  backend: BackendName | undefined = backendOfPage(),
): Promise<LiveTraining> {
  const worker = new Worker(new URL('./worker/training/trainingWorker.js', import.meta.url), {
    type: 'module',
  });
  const session = wrap<TrainingSide>(worker);
  const failed = new Promise<never>((_, reject) => {
    worker.onerror = ({ message }) =>
      reject(new Error(message || 'The script that trains could not be loaded. Are you online?'));
  });
  try {
    const begun = await Promise.race([session.begin(plan, backend, foundOnVisit()), failed]);
    return {
      ...begun,
      run: (onStep, signal) => run(session, onStep, signal),
      end: () => worker.terminate(),
    };
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

async function run(
  session: Remote<TrainingSide>,
  onStep: (step: TrainingStep) => void,
  signal: AbortSignal,
): Promise<boolean> {
  if (signal.aborted) return false;
  const pause = () => void session.pause();
  signal.addEventListener('abort', pause);
  try {
    return await session.run(proxy(onStep));
  } finally {
    signal.removeEventListener('abort', pause);
  }
}
