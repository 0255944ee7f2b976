import { expect, test } from 'vitest';
import { measurePreprocessing } from '../src/measurePreprocessing.js';
import { memorySource } from '../src/memorySource.js';

/** Five pictures of one pixel; number i is [i, 2i, 3i] and of class i modulo 2. */
const training = {
  pixels: Uint8Array.from({ length: 15 }, (_, i) => Math.floor(i / 3) * ((i % 3) + 1)),
  labels: Int32Array.of(0, 1, 0, 1, 0),
};
const options = { seed: 3, batchSize: 5, classes: ['even', 'odd'], training, validation: training };

test('each epoch takes every picture in memory once, with its class, in another order', async () => {
  const source = memorySource(options);
  const numbersOf = async (step: number) => {
    const { pixels, labels } = await source.batch(step);
    return Array.from(labels, (label, i) => {
      const [red, green, blue] = pixels.subarray(3 * i, 3 * i + 3);
      expect([green, blue, label]).toEqual([2 * red!, 3 * red!, red! % 2]);
      return red!;
    });
  };
  const epochs = [await numbersOf(0), await numbersOf(1)];
  for (const epoch of epochs) expect(epoch.toSorted()).toEqual([0, 1, 2, 3, 4]);
  expect(epochs[0]).not.toEqual(epochs[1]);
  expect(await numbersOf(0)).toEqual(epochs[0]);
});

test('a batch goes on into the next epoch, and another seed gives another order', async () => {
  const labelsOf = async (seed: number) =>
    (await memorySource({ ...options, seed, batchSize: 100 }).batch(0)).pixels;
  expect((await labelsOf(3)).length).toBe(300);
  expect(await labelsOf(4)).not.toEqual(await labelsOf(3));
});

test('pictures in memory without a class, and no pictures at all, are refused', () => {
  expect(() => memorySource({ ...options, classes: ['even'] })).toThrow(
    'picture 1 is of class 1; expected 0 … 0',
  );
  const none = { pixels: new Uint8Array(), labels: new Int32Array() };
  expect(() => memorySource({ ...options, validation: none })).toThrow('there is no picture');
});

test('the preprocessing of a source takes off its mean colour', async () => {
  expect(await measurePreprocessing(memorySource(options), 1)).toEqual({
    inputSize: 1,
    channelOrder: 'RGB',
    meanSubtract: [2, 4, 6],
    scale: 1 / 64,
  });
});
