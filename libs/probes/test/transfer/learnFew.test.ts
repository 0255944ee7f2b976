import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { learnFew, type FewImages } from '../../src/index.js';

/** Two rows of one place with two channels: only the lower place's second channel tells the classes apart. */
const shape = { height: 2, width: 1, channels: 2 };
const image = (label: number, seed: number): number[] => [
  Math.sin(seed),
  Math.cos(3 * seed),
  Math.sin(5 * seed + 1),
  (label ? 4 : 0) + 0.1 * Math.sin(seed),
];
const table = (labels: number[]): FewImages => ({
  shape,
  classes: 2,
  labels: Int32Array.from(labels),
  features: Float32Array.from(labels.flatMap((label, i) => image(label, i))),
  asked: Float32Array.from([...image(0, 50), ...image(1, 51)]),
});
const sum = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((total, value) => total + value, 0);

beforeAll(() => tf.setBackend('cpu'));

describe('learning from few images', () => {
  test('answers images that were never seen, and each learned one by a classifier of the others', async () => {
    const { learned, asked } = await learnFew(table([0, 1, 0, 1, 0, 1]));
    const answers = learned.map(({ probabilities }) => Number(probabilities![1]! > 0.5));
    expect(answers).toEqual([0, 1, 0, 1, 0, 1]);
    expect(asked[0]!.probabilities![0]).toBeGreaterThan(0.9);
    expect(asked[1]!.probabilities![1]).toBeGreaterThan(0.9);
    for (const { probabilities } of [...learned, ...asked])
      expect(sum(probabilities!)).toBeCloseTo(1, 6);
  });

  test('an image that bears the wrong label is not answered by heart', async () => {
    const wrong = table([0, 1, 0, 1, 0, 1, 0, 1]);
    wrong.labels[7] = 0;
    const { learned } = await learnFew(wrong);
    expect(learned[7]!.probabilities![1]).toBeGreaterThan(0.5);
  });

  test('a feature that was nearly silent in what was learned does not decide by being loud', async () => {
    const given = table([0, 1, 0, 1, 0, 1]);
    const quiet = Float32Array.from(given.features, (value, i) =>
      i % 4 === 0 ? 1e-6 * value : value,
    );
    const loud = Float32Array.from(given.asked, (value, i) => (i % 4 === 0 ? 1 : value));
    const { asked } = await learnFew({ ...given, features: quiet, asked: loud });
    expect(asked[0]!.probabilities![0]).toBeGreaterThan(0.9);
    expect(asked[1]!.probabilities![1]).toBeGreaterThan(0.9);
  });

  test('the only image of its class cannot be answered by the others', async () => {
    const { learned } = await learnFew(table([0, 0, 1]));
    expect(learned.map(({ probabilities }) => probabilities === null)).toEqual([
      false,
      false,
      true,
    ]);
  });

  test('evidence lies where classes differ, adds up to the answer, and to 0 over classes', async () => {
    // Of so many images, what does not tell classes apart hardly seems to.
    const { asked, offsets } = await learnFew(table(Array.from({ length: 24 }, (_, i) => i % 2)));
    for (const [i, { evidence, probabilities }] of asked.entries()) {
      const [top, bottom] = [evidence[2]!, evidence[3]!];
      expect(Math.sign(bottom)).toBe(i ? 1 : -1);
      expect(Math.abs(bottom)).toBeGreaterThan(3 * Math.abs(top));
      expect(evidence[0]! + evidence[2]!).toBeCloseTo(0, 6);
      const scores = [0, 1].map((k) => sum(evidence.subarray(2 * k, 2 * k + 2)) + offsets[k]!);
      const odds = Math.exp(scores[1]! - scores[0]!);
      expect(odds / (1 + odds)).toBeCloseTo(probabilities![1]!, 5);
    }
  });

  test('keeps no tensor, says how far it is, and stops when it is told to', async () => {
    const before = tf.memory().numTensors;
    const told: [number, number][] = [];
    await learnFew(table([0, 1, 0, 1]), { onLearned: (...done) => told.push(done) });
    expect(told.at(-1)).toEqual([5, 5]);
    const stopped = learnFew(table([0, 1, 0, 1]), {
      signal: AbortSignal.abort(new Error('enough')),
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses images of one class', async () => {
    await expect(learnFew(table([1, 1]))).rejects.toThrow(
      'images of 1 class; expected at least two',
    );
  });
});
