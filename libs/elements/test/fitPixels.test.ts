import { expect, test } from 'vitest';
import { fitPixels } from '../src/drawing/fitPixels.js';

test('a small picture is shown in whole device pixels', () => {
  expect(fitPixels(51, 104, 1)).toBe(102);
  expect(fitPixels(67, 104, 2)).toBe(100.5);
});

test('a picture fills its room where whole multiples would waste much of it', () => {
  expect(fitPixels(55, 104, 1)).toBe(104);
  expect(fitPixels(224, 104, 1)).toBe(104);
});

test('a picture fills its room where its pixels are large', () => {
  expect(fitPixels(7, 104, 1)).toBe(104);
});
