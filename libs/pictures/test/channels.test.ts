import { expect, test } from 'vitest';
import { enlarge, inRgb, interleaved, largestMagnitude } from '../src/index.js';

test('blue, green, red turn round within each pixel, and nothing else does', () => {
  expect([...inRgb(Float32Array.of(1, 2, 3, 4, 5, 6), 'BGR')]).toEqual([3, 2, 1, 6, 5, 4]);
  expect([...inRgb(Float32Array.of(1, 2, 3, 4, 5, 6), 'RGB')]).toEqual([1, 2, 3, 4, 5, 6]);
});

test('channels stand beside each other at each position; one that is not there is zero', () => {
  const together = interleaved([[1, 2], undefined, Float32Array.of(5, 6)], 2);
  expect([...together]).toEqual([1, 0, 5, 2, 0, 6]);
  expect([...interleaved([undefined, undefined, undefined], 1)]).toEqual([0, 0, 0]);
});

test('the largest magnitude is that of either sign, and 0 of nothing', () => {
  expect(largestMagnitude(Float32Array.of(1, -3, 2))).toBe(3);
  expect(largestMagnitude(new Float32Array(0))).toBe(0);
});

test('an enlarged pixel is a square', () => {
  const pixels = { width: 2, height: 1, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  const line = [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6];
  expect(enlarge(pixels, 2)).toEqual({
    ...{ width: 4, height: 2 },
    data: Uint8Array.of(...line, ...line),
  });
  expect(enlarge(pixels, 1)).toEqual(pixels);
});
