import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { Graphics } from '../src/graphicsHere.js';
import type { BackendName } from '../src/index.js';
import { startBackend } from '../src/worker/startBackend.js';

const start = (graphics: Graphics, asked?: BackendName, there = true) =>
  startBackend({
    ...{ graphics, asked },
    fetchWebgl: () =>
      there ? import('@tensorflow/tfjs-backend-webgl') : Promise.reject(new Error('no WebGL here')),
    onContextLost: () => undefined,
  });
const saying = (words: string) => expect.stringContaining(words) as string;

test('two that start at once, as two bundles on one page’s thread do, both compute', async () => {
  const wasm = { backend: 'wasm', backendReason: saying('no WebGL') };
  expect(await Promise.all([start('none'), start('none')])).toEqual([wasm, wasm]);
});

test('without WebGL, wasm computes, and says why', async () => {
  expect(await start('none')).toEqual({ backend: 'wasm', backendReason: saying('no WebGL') });
  const [three] = await tf.add(1, 2).data();
  expect(three).toBe(3);
});

test('the graphics processor computes where there is one, and wasm where it would be emulated', async () => {
  expect(await start('hardware')).toEqual({
    backend: 'webgl',
    backendReason: saying('graphics processor'),
  });
  expect(await start('emulated')).toEqual({
    backend: 'wasm',
    backendReason: saying('emulate WebGL'),
  });
});

test('what a page asks for computes, or nothing does', async () => {
  for (const backend of ['webgl', 'wasm', 'cpu'] as const)
    expect(await start('emulated', backend)).toEqual({ backend, backendReason: saying('asks') });
  await expect(start('hardware', 'webgl', false)).rejects.toThrow(/asks to compute on webgl/);
});
