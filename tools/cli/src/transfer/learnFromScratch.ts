import type { Fit } from '@deconv/datasets/node';
import { meanClassAccuracy, type Fold } from '@deconv/probes';
import {
  evaluate,
  RECIPE,
  type Architecture,
  type Batch,
  type Preprocessing,
  type Recipe,
} from '@deconv/training';
import {
  centres,
  CROP_MARGIN,
  croppedSource,
  readModel,
  trainNetwork,
} from '@deconv/training/node';
import { parseJson } from '@deconv/untrusted';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintOf } from '../fingerprint.js';
import { makeFolder } from '../makeFolder.js';
import { progress } from '../progress.js';
import { writeWhole } from '../writeWhole.js';
import { cacheFolder } from './cacheFolder.js';
import type { LabelledImages } from './LabelledImages.js';

export interface ScratchTask {
  architecture: Architecture;
  epochs: number;
  seed: number;
  fit: Fit;
  /** Folder that keeps trainings; undefined for that of the system. */
  cache: string | undefined;
  /** What is learned, for people who wait. */
  title: string;
  signal: AbortSignal;
}

export interface LearnedFromScratch {
  /** Mean over classes on the fold's other images, 0–1. */
  accuracy: number;
  /** Since the training was last begun or gone on with. */
  seconds: number;
}

const AT_ONCE = 64;

/**
 * Trains a network on nothing but a fold's images, from random weights, by the recipe of `deconv train` with random crops and
 * mirror images. An interrupted training goes on from its last epoch, and one that is done is not done again.
 */
export async function learnFromScratch(
  data: LabelledImages,
  fold: Fold,
  task: ScratchTask,
): Promise<LearnedFromScratch> {
  const recipe = scratchRecipe(task.epochs, task.seed, fold.trained.length);
  const key = [task.architecture, recipe, task.fit, data.key, fold];
  const folder = join(cacheFolder(task.cache), `scratch-${fingerprintOf([JSON.stringify(key)])}`);
  const kept = await readKept(`${folder}.json`);
  if (kept) return kept;
  await makeFolder(folder);
  const began = performance.now();
  const accuracy = await trainAndTest(data, fold, { ...task, folder, recipe });
  const learned = { accuracy, seconds: (performance.now() - began) / 1000 };
  const bytes = Buffer.from(JSON.stringify(learned));
  await writeWhole([{ path: `${folder}.json`, bytes }]);
  await rm(folder, { recursive: true });
  return learned;
}

async function readKept(path: string): Promise<LearnedFromScratch | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as LearnedFromScratch);
}

async function trainAndTest(
  data: LabelledImages,
  { trained, tested }: Fold,
  task: ScratchTask & { folder: string; recipe: Recipe },
): Promise<number> {
  const { folder, architecture, recipe, fit, signal, title } = task;
  const { inputSize } = architecture;
  const load = (images: readonly number[]) => loadImages(data, images, inputSize, fit, signal);
  const [training, testing] = [await load(trained), await load(tested)];
  // What measures each epoch chooses nothing; a few images keep it short.
  const pictures = { classes: data.classes, training, validation: first(training, AT_ONCE) };
  const { seed, batchSize, epochs, stepsPerEpoch } = recipe;
  const report = progress(epochs * stepsPerEpoch, `steps: ${title}`);
  await trainNetwork({
    ...{ folder, architecture, recipe, signal },
    source: croppedSource({ seed, inputSize, batchSize, ...pictures }),
    onProgress: ({ step }) => report(step),
  });
  const model = await readModel(folder);
  try {
    const file = join(folder, 'preprocess.json');
    const preprocessing = parseJson(await readFile(file), file) as Preprocessing;
    const seen = centres(testing, inputSize);
    const { answers } = await evaluate(model, preprocessing, seen);
    return meanClassAccuracy(answers, testing.labels);
  } finally {
    model.dispose();
  }
}

/** That of `deconv train`, in batches no larger than what there is. */
export function scratchRecipe(epochs: number, seed: number, images: number): Recipe {
  const even = images - (images % RECIPE.shards);
  const batchSize = Math.min(RECIPE.batchSize, Math.max(RECIPE.shards, even));
  const stepsPerEpoch = Math.max(1, Math.round(images / batchSize));
  return { ...RECIPE, epochs, seed, batchSize, stepsPerEpoch };
}

function first({ pixels, labels }: Batch, count: number): Batch {
  const each = pixels.length / labels.length;
  return { pixels: pixels.subarray(0, count * each), labels: labels.subarray(0, count) };
}

async function loadImages(
  data: LabelledImages,
  images: readonly number[],
  inputSize: number,
  fit: Fit,
  signal: AbortSignal,
): Promise<Batch> {
  const side = Math.round(inputSize * CROP_MARGIN);
  const decoded: Uint8Array[] = [];
  for (let from = 0; from < images.length; from += AT_ONCE) {
    signal.throwIfAborted();
    const part = images.slice(from, from + AT_ONCE);
    const pixels = await Promise.all(part.map((image) => data.decode(image, side, fit)));
    decoded.push(...pixels.map(({ data: values }) => values));
  }
  const labels = Int32Array.from(images, (image) => data.images[image]!.label);
  return { pixels: Buffer.concat(decoded), labels };
}
