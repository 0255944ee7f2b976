import { describe, expect, it } from 'vitest';
import { squareOf } from '../src/options/squareOf.js';
import { stepsOf, valuesOf } from '../src/invariance/stepsOf.js';

const SIDES = [7, 32, 64, 96, 113, 224, 227, 299, 512];

describe('steps of a transform', () => {
  it('are those of the paper’s figure for images of its size', () => {
    expect(stepsOf('translate-x', {}, 224)).toEqual({ from: -60, to: 60, step: 4 });
    expect(stepsOf('scale', {}, 224)).toEqual({ from: 1, to: 1.8, step: 0.05 });
    const turns = valuesOf(stepsOf('rotate', {}, 224));
    expect([turns[0], turns.at(-1), turns.length]).toEqual([0, 350, 36]);
  });

  it.each(SIDES)('of %i pixels shift alike, by whole pixels, both ways, by nothing too', (side) => {
    const { from, to, step } = stepsOf('translate-y', {}, side);
    expect(from).toBe(-to);
    expect([to, step].every(Number.isInteger)).toBe(true);
    expect(Math.abs(to - (60 * side) / 224)).toBeLessThanOrEqual(0.5 + step / 2);
    expect(valuesOf({ from, to, step })).toContain(0);
  });

  it('are as many at other sizes as at the paper’s', () => {
    const at = (side: number): number[] => valuesOf(stepsOf('translate-y', {}, side));
    expect(at(224)).toEqual(Array.from({ length: 31 }, (_, i) => 4 * i - 60));
    expect(at(96)).toHaveLength(27);
    expect(at(96)).toContain(0);
  });

  it('are those that are said, and the usual ones for the rest', () => {
    expect(stepsOf('rotate', { to: 90 }, 32)).toEqual({ from: 0, to: 90, step: 10 });
  });

  it.each([{ step: 0 }, { step: -1 }, { step: NaN }, { from: 2, to: 1 }])(
    '%j lead nowhere',
    (said) => expect(() => stepsOf('scale', said, 32)).toThrow('leads nowhere'),
  );

  it('of a scale begin above 0', () => {
    expect(() => stepsOf('scale', { from: 0 }, 32)).toThrow('expected a factor > 0');
    expect(stepsOf('rotate', { from: 0 }, 32).from).toBe(0);
  });

  it('reach their end, without the dust that adding leaves', () => {
    expect(valuesOf({ from: 0, to: 0.7, step: 0.1 })).toEqual([
      0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7,
    ]);
    expect(valuesOf({ from: 1, to: 1.8, step: 0.05 })).toHaveLength(17);
    expect(valuesOf({ from: -1, to: 1.9, step: 2 })).toEqual([-1, 1]);
    expect(valuesOf({ from: 0.1, to: 0.3, step: 0.1 })).toEqual([0.1, 0.2, 0.3]);
    expect(valuesOf({ from: 0, to: 10, step: 4 })).toEqual([0, 4, 8]);
    expect(valuesOf({ from: 3, to: 3, step: 5 })).toEqual([3]);
  });
});

describe('the usual square', () => {
  it.each(SIDES)('is a seventh of %i pixels, moved by a quarter of itself', (side) => {
    const { size, stride } = squareOf({}, side);
    for (const [found, exact] of [
      [size, side / 7],
      [stride, size / 4],
    ] as const) {
      expect(Number.isInteger(found)).toBe(true);
      expect(found).toBeGreaterThanOrEqual(1);
      if (exact >= 1) expect(Math.abs(found - exact)).toBeLessThanOrEqual(0.5);
    }
  });
});
