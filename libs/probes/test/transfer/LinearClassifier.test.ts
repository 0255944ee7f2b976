import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { LinearClassifier, type Examples } from '../../src/index.js';

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

/** Mean cross-entropy plus strength / 2 · Σ weights², in float64. */
function lossOf(examples: Examples, { parameters, classes }: LinearClassifier, strength: number) {
  const size = parameters.length / classes - 1;
  let sum = 0;
  examples.labels.forEach((label, i) => {
    const scores = Array.from({ length: classes }, (_, c) => {
      let score = parameters[size * classes + c]!;
      for (let j = 0; j < size; j++)
        score += examples.features[i * size + j]! * parameters[j * classes + c]!;
      return score;
    });
    const largest = Math.max(...scores);
    const exps = scores.reduce((total, score) => total + Math.exp(score - largest), 0);
    sum += largest + Math.log(exps) - scores[label]!;
  });
  const squares = parameters.subarray(0, size * classes).reduce((total, w) => total + w * w, 0);
  return sum / examples.labels.length + (strength * squares) / 2;
}

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

  test('goes on from a stronger decay’s weights, of many classes too, to the loss that it finds from 0', async () => {
    const [classes, size] = [200, 20];
    const many = {
      features: Float32Array.from({ length: 2 * classes * size }, (_, at) => {
        const [i, j] = [Math.floor(at / size), at % size];
        return Math.sin(1.7 * (i % classes) * (j + 1)) + 0.5 * Math.sin(12.9 * i + 78.2 * j);
      }),
      labels: Int32Array.from({ length: 2 * classes }, (_, i) => i % classes),
    };
    const learn = (strength: number, from?: LinearClassifier) =>
      LinearClassifier.learn(many, { classes, strength, ...(from && { from }) });
    const warm = await learn(1e-5, await learn(3e-5));
    const cold = await learn(1e-5);
    const [reached, expected] = [warm, cold].map((each) => lossOf(many, each, 1e-5));
    expect(reached).toBeLessThan(1.02 * expected!);
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
