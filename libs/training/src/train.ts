import { meanOf } from '@deconv/pictures';
import { classesOf } from './architecture.js';
import { breathe } from './breathe.js';
import { learningRate, type Recipe } from './recipe.js';
import type { Batch } from './batch.js';
import type { Score } from './evaluate.js';
import type { Trainer } from './trainer.js';
import { TrainingError } from './trainingError.js';

/** Where a training stands, after each step. */
export interface TrainingProgress {
  /** From 1. */
  epoch: number;
  epochs: number;
  /** Steps done, of all epochs. */
  step: number;
  steps: number;
  /** Means over the steps of this epoch so far, with dropout. */
  loss: number;
  accuracy: number;
  /** Learning rate of this step. */
  rate: number;
  imagesPerSecond: number;
  secondsLeft: number;
  /** Said once at the end of an epoch: what looks wrong, and what to do. */
  warning?: string;
}

export interface TrainingRun {
  /** The pictures of a step; a step always gets the same ones. */
  batches: (step: number) => Promise<Batch>;
  /** First step to do: 0, or where a checkpoint stopped. */
  from?: number;
  onProgress?: (progress: TrainingProgress) => void;
  /** After each epoch: measure, write a checkpoint. Gives the loss on pictures that are not trained on. */
  onEpoch?: (epoch: number) => Promise<number>;
  /** What `onEpoch` gave for the epochs before `from`. */
  validationLosses?: readonly number[];
  signal?: AbortSignal;
}

/** A loss this near ln(classes), relatively, has learned nothing yet. */
const FLAT = 0.015;

/**
 * Trains a network by the trainer's recipe to its end, on whichever backend is active. Between steps it lets timers, clicks
 * and messages through, so a page can draw and abort.
 * @throws TrainingError where the loss is no longer a number.
 * @throws the signal's reason when it aborts.
 */
export async function train(trainer: Trainer, run: TrainingRun): Promise<void> {
  const { architecture, recipe } = trainer.setup;
  const { epochs, stepsPerEpoch, batchSize } = recipe;
  const steps = epochs * stepsPerEpoch;
  const from = run.from ?? 0;
  const began = performance.now();
  const losses = [...(run.validationLosses ?? [])];
  let scores: Score[] = [];
  for (let step = from; step < steps; step++) {
    run.signal?.throwIfAborted();
    const rate = learningRate(step, recipe, losses);
    const score = await trainer.step(step, await run.batches(step), rate);
    if (!Number.isFinite(score.loss)) throw new TrainingError(explode(step, rate, recipe));
    if (step % stepsPerEpoch === 0) scores = [];
    scores.push(score);
    const mean = meanScore(scores);
    const seconds = (performance.now() - began) / 1000;
    const done = step + 1;
    const endsEpoch = done % stepsPerEpoch === 0;
    const warning = endsEpoch ? flatness(mean.loss, classesOf(architecture)) : undefined;
    run.onProgress?.({
      epoch: Math.floor(step / stepsPerEpoch) + 1,
      epochs,
      step: done,
      steps,
      ...mean,
      rate,
      imagesPerSecond: ((done - from) * batchSize) / seconds,
      secondsLeft: (seconds / (done - from)) * (steps - done),
      ...(warning && { warning }),
    });
    if (endsEpoch && run.onEpoch) losses.push(await run.onEpoch(done / stepsPerEpoch));
    await breathe();
  }
}

function meanScore(scores: Score[]): Score {
  return {
    loss: meanOf(scores.map(({ loss }) => loss)),
    accuracy: meanOf(scores.map(({ accuracy }) => accuracy)),
  };
}

function explode(step: number, rate: number, recipe: Recipe): string {
  return `the loss is no longer a number at step ${step + 1} (learning rate ${rate.toPrecision(2)}); lower the peak rate (${recipe.peakRate}), for example to ${recipe.peakRate / 2}, or lengthen the warm-up (${recipe.warmUp} of all steps), and start again from the last checkpoint`;
}

function flatness(loss: number, classes: number): string | undefined {
  const chance = Math.log(classes);
  if (Math.abs(loss - chance) > FLAT * chance) return undefined;
  return `the loss sits at ${loss.toFixed(2)}, near ln(${classes}) = ${chance.toFixed(2)}: the network answers alike to everything. It has not started yet, or its units are dead; if this lasts over several epochs, lower the peak rate and give the last layer smaller first weights`;
}
