import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { startBackend } from '../src/worker/startBackend.js';

test('without WebGL, wasm computes', async () => {
  const noWebgl = (): Promise<never> => Promise.reject(new Error('no WebGL here'));
  await expect(startBackend(() => undefined, noWebgl)).resolves.toBe('wasm');
  const [three] = await tf.add(1, 2).data();
  expect(three).toBe(3);
});
