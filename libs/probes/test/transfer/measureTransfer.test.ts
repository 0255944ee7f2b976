import { meanAndSd } from '@deconv/pictures';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  meanClassAccuracy,
  measureTransfer,
  pooledFeatures,
  pooledShape,
} from '../../src/index.js';

beforeAll(() => tf.setBackend('cpu'));

/** Two classes, 20 images each; the first feature tells them apart, by `gap`, the second never varies. */
function table(gap: number) {
  const labels = Int32Array.from({ length: 40 }, (_, i) => i % 2);
  const features = new Float32Array(80);
  labels.forEach((label, i) => {
    features[2 * i] = gap * label + Math.sin(17 * i * i);
    features[2 * i + 1] = 5;
  });
  return { features, labels, classes: 2 };
}
const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const folds = [
  { trained: numbers(0, 20), tested: numbers(20, 40) },
  { trained: numbers(20, 40), tested: numbers(0, 20) },
];

describe('transfer of features', () => {
  test('is right about classes that a feature tells apart, and at chance where none does', async () => {
    const strengths = [0.1, 0.01, 0.001];
    const apart = await measureTransfer(table(10), folds, { strengths });
    expect(apart.folds).toEqual([1, 1]);
    const alike = await measureTransfer(table(0), folds, { strengths });
    expect(meanAndSd(alike.folds).mean).toBeLessThan(0.75);
  });

  test('chooses the strength without a look at what is tested', async () => {
    const seen = table(1);
    const changed = {
      ...seen,
      labels: seen.labels.map((label, i) => (i < 20 ? label : 1 - label)),
    };
    const options = { strengths: [10, 0.1, 0.001] };
    const [one, other] = [seen, changed].map((each) =>
      measureTransfer(each, folds.slice(0, 1), options),
    );
    expect((await one!).strength).toBe((await other!).strength);
    expect((await one!).folds[0]! + (await other!).folds[0]!).toBeCloseTo(1);
  });

  test('takes the middle strength where there is nothing to hold out', async () => {
    const fold = { trained: [0, 1], tested: numbers(2, 40) };
    const { strength } = await measureTransfer(table(10), [fold], { strengths: [1, 0.1, 0.01] });
    expect(strength).toBe(0.1);
  });

  test('counts every class alike, however many images it has', () => {
    const labels = Int32Array.from([0, 0, 0, 1]);
    expect(meanClassAccuracy([0, 0, 0, 0], labels)).toBe(0.5);
    expect(meanClassAccuracy([0, 1, 1, 1], labels)).toBeCloseTo(2 / 3);
  });
});

describe('features of a map', () => {
  test('are averages over the finest grid that is small enough', () => {
    const map = { height: 5, width: 4, channels: 10 };
    expect(pooledShape(map, 200)).toEqual(map);
    expect(pooledShape(map, 199)).toEqual({ height: 4, width: 4, channels: 10 });
    expect(pooledShape(map, 100)).toEqual({ height: 3, width: 3, channels: 10 });
    expect(pooledShape(map, 1)).toEqual({ height: 1, width: 1, channels: 10 });
  });

  test('average each cell of the grid', async () => {
    const map = tf.tensor4d([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 3, 1]);
    // Rows 0 | 1, 2; columns likewise.
    expect([...(await pooledFeatures(map, { height: 2, width: 2, channels: 1 }))]).toEqual([
      1,
      2.5,
      (4 + 7) / 2,
      (5 + 6 + 8 + 9) / 4,
    ]);
    expect([...(await pooledFeatures(map, { height: 3, width: 3, channels: 1 }))]).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    map.dispose();
  });
});
