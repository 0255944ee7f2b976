import { expect, test } from 'vitest';
import { ahead } from '../../src/node/ahead.js';

test('starts on the coming steps, each once, and hands them out in turn', async () => {
  const begun: number[] = [];
  const next = ahead((step) => {
    begun.push(step);
    return Promise.resolve(step * 10);
  }, 2);
  expect(await next(0)).toBe(0);
  expect(begun).toEqual([0, 1, 2]);
  expect(await next(1)).toBe(10);
  expect(begun).toEqual([0, 1, 2, 3]);
});

test('an error reaches whoever asks for its step, and nobody before', async () => {
  const next = ahead(
    (step) => (step === 1 ? Promise.reject(new Error('no')) : Promise.resolve(step)),
    2,
  );
  expect(await next(0)).toBe(0);
  // Node tells of a failure that nobody takes within a turn of the event loop.
  await new Promise((resolve) => setTimeout(resolve));
  await expect(next(1)).rejects.toThrow('no');
});

test('a step that is asked for out of turn is not begun again', async () => {
  const begun: number[] = [];
  const next = ahead((step) => Promise.resolve(begun.push(step)), 1);
  await next(1);
  await next(0);
  await next(1);
  expect([...begun].sort()).toEqual([0, 1, 2]);
});
