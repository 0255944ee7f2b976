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
import { digestOf } from '../identity/digestOf.js';
import { requireUnchanged } from '../identity/requireUnchanged.js';
import { lockFolder } from '../lock/lockFolder.js';
import { makeFolder } from '../makeFolder.js';
import { progress } from '../progress.js';
import { keep } from './keep.js';
import type { LabelledImages } from './LabelledImages.js';

export interface ScratchTask {
  architecture: Architecture;
  epochs: number;
  seed: number;
  fit: Fit;
  /** Folder that keeps trainings. */
  cache: string;
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

/** Raised with how a network is trained and tested. */
const WORK = 'from scratch 1';

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
  const [architecture, drawn] = [task.architecture, fold].map((part) => JSON.stringify(part));
  const asked = { architecture: architecture!, recipe: JSON.stringify(recipe), fit: task.fit };
  const identity = { ...data.identity, work: WORK, ...asked, fold: drawn! };
  const folder = join(task.cache, `scratch-${digestOf(identity)}`);
  // Another command may learn the same at this moment.
  const { release } = await lockFolder(folder, task.signal);
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    const kept = await readKept(`${folder}.json`);
    if (kept) return kept;
    await makeFolder(folder);
    const began = performance.now();
    const accuracy = await trainAndTest(data, fold, { ...task, folder, recipe });
    await requireUnchanged(data.identity, data.paths, { signal: task.signal, discard });
    const learned = { accuracy, seconds: (performance.now() - began) / 1000 };
    const bytes = Buffer.from(JSON.stringify(learned));
    await keep(task.title, [{ path: `${folder}.json`, bytes }]);
    return learned;
  } finally {
    // Whoever was killed as it ended has left it.
    if (await readKept(`${folder}.json`)) await discard();
    await release();
  }
}

/** @returns undefined where there is nothing, or it was damaged */
async function readKept(path: string): Promise<LearnedFromScratch | undefined> {
  try {
    const { accuracy, seconds } = JSON.parse(await readFile(path, 'utf8')) as LearnedFromScratch;
    return Number.isFinite(accuracy) && Number.isFinite(seconds)
      ? { accuracy, seconds }
      : undefined;
  } catch {
    return undefined;
  }
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
    pictures: digestOf(data.identity),
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
