import { expect, test } from 'vitest';
import { sgdStep, limitFilters } from '../src/sgdStep.js';
import type { Layout, Parameter } from '../src/parameters.js';
import { RECIPE } from '../src/recipe.js';

function layoutWith(...parameters: Parameter[]): Layout {
  return { parameters, size: parameters.at(-1)!.to, statistics: [], statisticsSize: 0 };
}

test('a step follows the gradient with momentum, and only filters decay', () => {
  const layout = layoutWith(
    { layer: 'fc', role: 'filters', shape: [1, 1], from: 0, to: 1 },
    { layer: 'fc', role: 'shift', shape: [1], from: 1, to: 2 },
  );
  const state = { parameters: Float32Array.of(2, 2), velocities: Float32Array.of(0.5, 0.5) };
  const recipe = { ...RECIPE, momentum: 0.9, weightDecay: 0.25 };
  sgdStep(state, Float32Array.of(1, 1), layout, 0.1, recipe);
  // By hand: 0.9 · 0.5 − 0.1 · (1 + 0.25 · 2) = 0.3, and 0.9 · 0.5 − 0.1 · 1 = 0.35.
  expect([...state.velocities].map((v) => +v.toFixed(6))).toEqual([0.3, 0.35]);
  expect([...state.parameters].map((w) => +w.toFixed(6))).toEqual([2.3, 2.35]);
});

test('a filter beyond the limit is scaled back to it, others stay', () => {
  // Two filters of 1 × 2 × 1, side by side in memory: (3, 4) with root mean square 3.54, and (0.5, 0.5) with 0.5.
  const filters = { layer: 'conv', role: 'filters', shape: [1, 2, 1, 2], from: 1, to: 5 } as const;
  const values = Float32Array.of(9, 3, 0.5, 4, 0.5);
  limitFilters(values, { ...filters, shape: [...filters.shape] }, 1);
  const limited = [9, 3 / Math.sqrt(12.5), 0.5, 4 / Math.sqrt(12.5), 0.5];
  limited.forEach((value, i) => expect(values[i]).toBeCloseTo(value, 6));
});
