import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { LinearClassifier } from '../../src/index.js';

const [COUNT, SIZE, CLASSES] = [30, 4, 3];
const features = Float32Array.from({ length: COUNT * SIZE }, (_, at) => {
  const [i, j] = [Math.floor(at / SIZE), at % SIZE];
  return Math.sin(7 * i + 3 * j * j + 1);
});
const labels = Int32Array.from({ length: COUNT }, (_, i) => (i * i + Math.floor(i / 3)) % CLASSES);

/** What SciPy 1.17's BFGS finds for this loss in float64, with a gradient below 1e-12. */
const WEIGHTS = [
  1.367324, 0.160171, -1.527495, -0.981731, -0.461114, 1.442845, -0.260271, 1.285516, -1.025245,
  2.121001, -2.09716, -0.02384,
];

beforeAll(() => tf.setBackend('cpu'));

describe('a linear classifier', () => {
  test('finds the weights that SciPy finds', async () => {
    const options = { classes: CLASSES, strength: 0.01, tolerance: 1e-9 };
    const { parameters } = await LinearClassifier.learn({ features, labels }, options);
    WEIGHTS.forEach((weight, i) => expect(Math.abs(parameters[i]! - weight)).toBeLessThan(5e-3));
  });

  test('ends at the same weights wherever it begins', async () => {
    const options = { classes: CLASSES, strength: 0.01, tolerance: 1e-9 };
    const from = new LinearClassifier(
      Float32Array.from({ length: (SIZE + 1) * CLASSES }, (_, i) => Math.cos(i)),
      CLASSES,
    );
    const { parameters } = await LinearClassifier.learn({ features, labels }, { ...options, from });
    WEIGHTS.forEach((weight, i) => expect(Math.abs(parameters[i]! - weight)).toBeLessThan(5e-3));
  });

  test('answers with the class of the largest score, and keeps no tensor', async () => {
    const before = tf.memory().numTensors;
    const options = { classes: CLASSES, strength: 0.01 };
    const classifier = await LinearClassifier.learn({ features, labels }, options);
    const answers = await classifier.answers(features);
    const { parameters } = classifier;
    answers.forEach((answer, i) => {
      const scores = [0, 1, 2].map((c) =>
        [0, 1, 2, 3].reduce(
          (sum, j) => sum + features[i * SIZE + j]! * parameters[j * CLASSES + c]!,
          parameters[SIZE * CLASSES + c]!,
        ),
      );
      expect(answer).toBe(scores.indexOf(Math.max(...scores)));
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('stops when it is told to', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    const learning = LinearClassifier.learn(
      { features, labels },
      { classes: CLASSES, strength: 0.01, signal },
    );
    await expect(learning).rejects.toThrow('enough');
  });
});
