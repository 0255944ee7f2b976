import { expect, test } from 'vitest';
import { moveInGrid } from '../src/parts/choices/moveInGrid.js';

test('arrow keys move by a cell or by a row', () => {
  expect(moveInGrid('ArrowRight', 2, 9, 3)).toBe(3);
  expect(moveInGrid('ArrowDown', 2, 9, 3)).toBe(5);
  expect(moveInGrid('ArrowUp', 5, 9, 3)).toBe(2);
  expect(moveInGrid('End', 0, 9, 3)).toBe(8);
});

test('keys that lead out of the grid lead nowhere', () => {
  expect(moveInGrid('ArrowLeft', 0, 9, 3)).toBeUndefined();
  expect(moveInGrid('ArrowDown', 7, 9, 3)).toBeUndefined();
  expect(moveInGrid('a', 0, 9, 3)).toBeUndefined();
});
