import { seededRandom } from '@deconv/datasets';
import { partOf, type Batch } from '../batch.js';
import type { PictureSource } from '../pictureSource.js';
import { cropSquare } from './cropSquare.js';
import type { SourceOptions } from './emojiSource.js';

/** How much larger than the network's input pictures are kept, so that a crop can move; the paper's are 8/7. */
export const CROP_MARGIN = 7 / 6;

/** Streams of random numbers for the order of pictures, and for crops. */
const ORDER = 51;
const CROPS = 52;

export interface CroppedOptions extends SourceOptions {
  classes: readonly string[];
  /** Pictures to learn from and to measure by, [count, side, side, 3] with side = input size · `CROP_MARGIN`. */
  training: Batch;
  validation: Batch;
}

/**
 * Pictures in memory, seen as the paper's are: each epoch takes every one once, in another order, a random crop of it, in half
 * of all cases mirrored. What measures is the centre.
 */
export function croppedSource(options: CroppedOptions): PictureSource {
  const { seed, inputSize, batchSize, classes, training, validation } = options;
  const count = training.labels.length;
  const side = sideOf(training);
  let latest = { epoch: -1, order: [] as number[] };
  const pick = (number: number): number => {
    const epoch = Math.floor(number / count);
    if (latest.epoch !== epoch) {
      const order = seededRandom(seed, ORDER, epoch).shuffled([...Array(count).keys()]);
      latest = { epoch, order };
    }
    return latest.order[number % count]!;
  };
  const batch = (step: number): Batch => {
    const numbers = Array.from({ length: batchSize }, (_, i) => step * batchSize + i);
    const chosen = numbers.map(pick);
    const crops = chosen.map((picture, i) => {
      const { pixels } = partOf(training, picture, picture + 1);
      return cropSquare(pixels, side, inputSize, seededRandom(seed, CROPS, numbers[i]));
    });
    const labels = Int32Array.from(chosen, (picture) => training.labels[picture]!);
    return { pixels: Buffer.concat(crops), labels };
  };
  return {
    classes,
    epochSize: count,
    batch: (step) => Promise.resolve(batch(step)),
    validation: () => Promise.resolve(centres(validation, inputSize)),
    close: () => undefined,
  };
}

/** The middle of each picture, [count, size, size, 3]. */
export function centres(batch: Batch, size: number): Batch {
  const side = sideOf(batch);
  const from = Math.floor((side - size) / 2);
  const { labels } = batch;
  const pixels = new Uint8Array(labels.length * size * size * 3);
  for (let picture = 0; picture < labels.length; picture++)
    for (let y = 0; y < size; y++) {
      const start = ((picture * side + from + y) * side + from) * 3;
      const row = batch.pixels.subarray(start, start + size * 3);
      pixels.set(row, (picture * size + y) * size * 3);
    }
  return { pixels, labels };
}

function sideOf({ pixels, labels }: Batch): number {
  return Math.sqrt(pixels.length / labels.length / 3);
}
