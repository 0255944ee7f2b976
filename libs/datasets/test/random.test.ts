import { describe, expect, test } from 'vitest';
import { seededRandom } from '../src/random.js';

const first = (...key: [number, number?, number?]) => {
  const random = seededRandom(...key);
  return Array.from({ length: 8 }, () => random.between(0, 1));
};

describe('seededRandom', () => {
  test('repeats itself for the same numbers, and differs for any other', () => {
    expect(first(1, 2, 3)).toEqual(first(1, 2, 3));
    const others = [first(1, 2, 4), first(1, 3, 3), first(2, 2, 3), first(2, 1, 3)];
    for (const other of others) expect(other).not.toEqual(first(1, 2, 3));
  });

  test('neighbouring seeds begin with unrelated numbers', () => {
    const starts = Array.from({ length: 2000 }, (_, i) => first(0, 0, i)[0]!);
    const mean = starts.reduce((a, b) => a + b, 0) / starts.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.03);
    const steps = starts.slice(1).map((value, i) => Math.abs(value - starts[i]!));
    expect(steps.reduce((a, b) => a + b, 0) / steps.length).toBeGreaterThan(0.28);
  });

  test('shuffles without losing anything, and picks only what is there', () => {
    const list = [1, 2, 3, 4, 5, 6];
    expect(seededRandom(4).shuffled(list).sort()).toEqual(list);
    expect(list).toContain(seededRandom(4).pick(list));
    expect(() => seededRandom(4).pick([])).toThrow('cannot pick from an empty list');
  });
});
