import * as tf from '@tensorflow/tfjs-core';
// The layers package registers tfjs' own gradients.
import '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { useOwnGradients } from '../../src/gradients.js';
import { useBackend } from '../backends.js';
import { firstLosses } from './firstLosses.js';

let restore: () => void;
beforeAll(async () => {
  await useBackend('webgl');
  restore = useOwnGradients();
});
afterAll(() => restore());

test('the first steps in the browser on WebGL lose what they lose in Node on wasm', async () => {
  const expected = inject('lossesInNode');
  // Losses that hardly move would agree whatever the steps were.
  expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.1);
  const before = tf.memory().numTensors;
  const losses = await firstLosses();
  expect(losses).toHaveLength(expected.length);
  losses.forEach((loss, step) =>
    expect(Math.abs(loss / expected[step]! - 1), `step ${step}`).toBeLessThan(1e-3),
  );
  expect(tf.memory().numTensors).toBe(before);
});
