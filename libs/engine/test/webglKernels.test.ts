import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';

const registered = (): string[] =>
  tf.getKernelsForBackend('webgl').map(({ kernelName }) => kernelName);

test('the two lists of kernels hold all that tfjs has for WebGL, each in one of them', async () => {
  await import('../src/worker/webglKernels.js');
  const usual = registered();
  await import('../src/worker/moreWebglKernels.js');
  const ours = registered();
  expect(ours.slice(0, usual.length)).toEqual(usual);
  expect(ours.length).toBeGreaterThan(usual.length);
  await import('@tensorflow/tfjs-backend-webgl');
  expect(registered()).toEqual(ours);
});
