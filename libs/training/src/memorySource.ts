import { seededRandom } from '@deconv/datasets';
import type { Batch } from './batch.js';
import type { PictureSource } from './pictureSource.js';

/** Stream of random numbers for the order of pictures. */
const ORDER = 31;

export interface MemoryOptions {
  seed: number;
  batchSize: number;
  /** Name of each class, by index. */
  classes: readonly string[];
  /** Pictures to learn from, [count, size, size, 3], with their classes. */
  training: Batch;
  /** Pictures to measure by. */
  validation: Batch;
}

/**
 * Pictures that are in memory, where there are no files: on a page. Each epoch takes every picture once, in another
 * order; the same ones for the same seed.
 * @throws RangeError where there is no picture, or one of a class that has no name.
 */
export function memorySource(options: MemoryOptions): PictureSource {
  const { seed, batchSize, classes, training, validation } = options;
  for (const { labels } of [training, validation]) requireKnown(labels, classes);
  const count = training.labels.length;
  let latest = { epoch: -1, order: [] as number[] };
  const orderOf = (epoch: number) => {
    if (latest.epoch !== epoch)
      latest = {
        epoch,
        order: seededRandom(seed, ORDER, epoch).shuffled([...Array(count).keys()]),
      };
    return latest.order;
  };
  const pick = (number: number) => orderOf(Math.floor(number / count))[number % count]!;
  return {
    classes,
    epochSize: count,
    batch: (step) =>
      Promise.resolve(
        chosen(
          training,
          Array.from({ length: batchSize }, (_, i) => pick(step * batchSize + i)),
        ),
      ),
    validation: () => Promise.resolve(validation),
    close: () => undefined,
  };
}

function requireKnown(labels: Int32Array, classes: readonly string[]): void {
  if (!labels.length) throw new RangeError('there is no picture; expected at least one');
  const unknown = labels.findIndex((label) => classes[label] === undefined);
  if (unknown >= 0)
    throw new RangeError(
      `picture ${unknown} is of class ${labels[unknown]}; expected 0 … ${classes.length - 1}`,
    );
}

function chosen({ pixels, labels }: Batch, numbers: readonly number[]): Batch {
  const each = pixels.length / labels.length;
  const picked = new Uint8Array(numbers.length * each);
  numbers.forEach((number, i) =>
    picked.set(pixels.subarray(number * each, (number + 1) * each), i * each),
  );
  return { pixels: picked, labels: Int32Array.from(numbers, (number) => labels[number]!) };
}
