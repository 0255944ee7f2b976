import { afterEach, expect, test } from 'vitest';
import { backendOfPage } from '../src/backendOfPage.js';
import { graphicsHere } from '../src/graphicsHere.js';
import { createEngine, sharedEngine } from '../src/index.js';
import { TINY } from './support.js';

const wish = document.createElement('meta');
wish.name = 'deconv-backend';
afterEach(() => wish.remove());

test('a page has one engine, on what the page asks for', async () => {
  document.head.append(Object.assign(wish, { content: 'cpu' }));
  expect(sharedEngine()).toBe(sharedEngine());
  expect(await sharedEngine().loadModel(TINY)).toMatchObject({ backend: 'cpu' });
  sharedEngine().close();
});

test('a wish that no backend answers to is refused in words', () => {
  document.head.append(Object.assign(wish, { content: 'gpu' }));
  expect(backendOfPage).toThrow(/says "gpu": write webgl or wasm or cpu/);
});

test('unasked, an engine takes what is fastest here: no emulated WebGL', async () => {
  const engine = createEngine();
  const { backend, backendReason } = await engine.loadModel(TINY);
  const known = graphicsHere() === 'hardware' ? ['webgl', /graphics/] : ['wasm', /processor/];
  expect([backend, backendReason]).toEqual([known[0], expect.stringMatching(known[1]!)]);
  engine.close();
});
