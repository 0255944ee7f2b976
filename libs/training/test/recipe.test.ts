import { expect, test } from 'vitest';
import { learningRate, RECIPE } from '../src/recipe.js';

const recipe = { ...RECIPE, epochs: 10, stepsPerEpoch: 10, peakRate: 0.02, warmUp: 0.1 };

test('the learning rate rises to its peak during the warm-up and falls to nearly nothing', () => {
  const rates = Array.from({ length: 100 }, (_, step) => learningRate(step, recipe));
  expect(rates[0]).toBeCloseTo(0.002);
  expect(rates[9]).toBeCloseTo(0.02);
  expect(rates[10]).toBeCloseTo(0.02);
  expect(rates[55]).toBeCloseTo(0.01);
  expect(rates[99]).toBeLessThan(1e-5);
  expect(Math.max(...rates)).toBe(0.02);
});
