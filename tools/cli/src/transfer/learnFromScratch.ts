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
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LabelledImages } from './LabelledImages.js';

export interface ScratchTask {
  architecture: Architecture;
  epochs: number;
  seed: number;
  fit: Fit;
  signal: AbortSignal;
}

const AT_ONCE = 64;

/**
 * Trains a network on nothing but a fold's images, from random weights, by the recipe of `deconv train` with random crops and
 * mirror images.
 * @returns its mean accuracy over classes on the fold's other images
 */
export async function learnFromScratch(
  data: LabelledImages,
  { trained, tested }: Fold,
  { architecture, epochs, seed, fit, signal }: ScratchTask,
): Promise<number> {
  const { inputSize } = architecture;
  const load = (images: readonly number[]) => loadImages(data, images, inputSize, fit, signal);
  const [training, testing] = [await load(trained), await load(tested)];
  const recipe = scratchRecipe(epochs, seed, trained.length);
  const { batchSize } = recipe;
  const { classes } = data;
  const folder = await mkdtemp(join(tmpdir(), 'deconv-scratch-'));
  try {
    // What measures each epoch chooses nothing; a few images keep it short.
    const validation = { pixels: training.pixels, labels: training.labels };
    const pictures = { classes, training, validation: first(validation, AT_ONCE) };
    const source = croppedSource({ seed, inputSize, batchSize, ...pictures });
    await trainNetwork({ folder, architecture, recipe, source, signal });
    const model = await readModel(folder);
    const text = await readFile(join(folder, 'preprocess.json'), 'utf8');
    const seen = centres(testing, inputSize);
    const { answers } = await evaluate(model, JSON.parse(text) as Preprocessing, seen);
    model.dispose();
    return meanClassAccuracy(answers, testing.labels);
  } finally {
    await rm(folder, { recursive: true, force: true });
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
