import { expect, test } from 'vitest';
import { learningRate, RECIPE } from '../src/recipe.js';

const recipe = { ...RECIPE, epochs: 10, stepsPerEpoch: 10, peakRate: 0.02, warmUp: 0.1 };

test('the learning rate rises to its peak during the warm-up and falls to nearly nothing', () => {
  const rates = Array.from({ length: 100 }, (_, step) => learningRate(step, recipe));
  for (let step = 0; step < 10; step++) expect(rates[step]).toBeCloseTo(0.002 * (step + 1), 9);
  expect(rates[10]).toBeCloseTo(0.02, 9);
  expect(rates[55]).toBeCloseTo(0.01, 9);
  expect(rates[99]).toBeLessThan(1e-5);
  expect(Math.max(...rates)).toBe(0.02);
});

test('a plateau schedule divides the rate by ten when the validation loss has not fallen for five epochs', () => {
  const plateau = { ...recipe, schedule: 'plateau' as const };
  const rateAfter = (...losses: number[]) => learningRate(60, plateau, losses);
  expect(learningRate(0, plateau)).toBeCloseTo(0.002, 9);
  expect(rateAfter(3, 2, 1)).toBeCloseTo(0.02, 9);
  expect(rateAfter(1, 1, 1, 1, 1)).toBeCloseTo(0.02, 9);
  expect(rateAfter(1, 1, 1, 1, 1, 1)).toBeCloseTo(0.002, 9);
  expect(rateAfter(1, 2, 2, 2, 2, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6)).toBeCloseTo(0.002, 9);
  expect(rateAfter(1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2)).toBeCloseTo(0.0002, 9);
});
