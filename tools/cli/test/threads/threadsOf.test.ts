import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { threadsOf } from '../../src/threads/threadsOf.js';

describe('threads', () => {
  test('are one for a handful of images, and at most the cores for many', () => {
    const threads = threadsOf(undefined);
    expect([1, 12, 39].map(threads)).toEqual([1, 1, 1]);
    expect(threads(40)).toBe(Math.min(2, availableParallelism()));
    expect(threads(1e6)).toBe(availableParallelism());
  });

  test('are as many as asked for, but no more than images', () => {
    expect([1, 3, 5, 1e6].map(threadsOf('3'))).toEqual([1, 3, 3, 3]);
  });

  test.each(['0', '-1', '1.5', 'all', ''])('cannot be %j', (text) => {
    expect(() => threadsOf(text)).toThrow(/--threads is ".*"; expected a whole number ≥ 1/);
  });
});
