import { afterEach, expect, test } from 'vitest';
import { backendOfPage } from '../src/backendOfPage.js';
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

test('unasked, an engine takes what is fastest here, once for the visit', async () => {
  sessionStorage.removeItem('deconv-backend');
  const first = createEngine();
  const { backend, backendReason } = await first.loadModel(TINY);
  expect(backendReason).toMatch(/a small pass took|no WebGL/);
  first.close();
  const second = createEngine();
  // Measured again, the times would be others.
  expect(await second.loadModel(TINY)).toMatchObject({ backend, backendReason });
  second.close();
});
