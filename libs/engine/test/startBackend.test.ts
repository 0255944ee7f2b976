import * as tf from '@tensorflow/tfjs-core';
import { beforeEach, expect, test } from 'vitest';
import type { Graphics } from '../src/graphicsHere.js';
import type { BackendName } from '../src/index.js';
import type { Running } from '../src/Running.js';
import { startBackend } from '../src/worker/startBackend.js';

const start = (graphics: Graphics, asked?: BackendName, there = true, found?: Running) =>
  startBackend({
    ...{ graphics, asked, found },
    fetchWebgl: () =>
      there ? import('@tensorflow/tfjs-backend-webgl') : Promise.reject(new Error('no WebGL here')),
    onContextLost: () => undefined,
  });
beforeEach(() => {
  // As a thread that has started nothing yet.
  Reflect.deleteProperty(globalThis, Symbol.for('deconv.starts'));
});
const saying = (words: string) => expect.stringContaining(words) as string;

test('two that start at once, as two bundles on one page’s thread do, both compute', async () => {
  const wasm = { backend: 'wasm', backendReason: saying('no WebGL') };
  expect(await Promise.all([start('none'), start('none')])).toEqual([wasm, wasm]);
});

test('with WebGL, too: the second takes what the first found, and that computes', async () => {
  const [first, second] = await Promise.all([start('emulated'), start('emulated')]);
  expect(second).toEqual(first);
  expect(tf.getBackend()).toBe(first.backend);
  expect(await start('emulated')).toEqual(first);
});

test('what loses the measurement holds nothing, and could start again', async () => {
  const { backend } = await start('emulated');
  const other = backend === 'wasm' ? 'webgl' : 'wasm';
  const { registry } = tf.engine() as unknown as { registry: object };
  expect(Object.keys(registry)).toContain(backend);
  expect(Object.keys(registry)).not.toContain(other);
  expect(await start('emulated', other)).toMatchObject({ backend: other });
});

test('without WebGL, wasm computes, and says why', async () => {
  expect(await start('none')).toEqual({ backend: 'wasm', backendReason: saying('no WebGL') });
  const [three] = await tf.add(1, 2).data();
  expect(three).toBe(3);
});

test('where there is WebGL, what takes less time for a small pass computes, and says the times', async () => {
  const { backend, backendReason } = await start('emulated');
  const [, here, there] = /a small pass took (.+) ms, and (.+) on/.exec(backendReason) ?? [];
  const least = (words = ''): number => (words === 'less than 1' ? 0 : Number(words));
  expect(least(here)).toBeLessThanOrEqual(least(there));
  expect(backendReason).toMatch(backend === 'wasm' ? /on WebGL$/ : /on wasm$/);
});

test('what was found on this visit is not measured again', async () => {
  const found = { backend: 'webgl', backendReason: 'as was found before' };
  expect(await start('emulated', undefined, true, found)).toEqual(found);
});

test('what a page asks for computes, or nothing does', async () => {
  for (const backend of ['webgl', 'wasm', 'cpu'] as const)
    expect(await start('emulated', backend)).toEqual({ backend, backendReason: saying('asks') });
  await expect(start('hardware', 'webgl', false)).rejects.toThrow(/asks to compute on webgl/);
});
