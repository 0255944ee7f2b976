import { describe, expect, it } from 'vitest';
import { commonScalingOf, scaled, scalingOf } from '../../src/transfer/scaling.js';

const SIZE = 3;
/** Rows of three features of other sizes and offsets; the last one is the same in every row. */
const FEATURES = Float32Array.from({ length: 40 * SIZE }, (_, i) => {
  const [row, column] = [Math.floor(i / SIZE), i % SIZE];
  return [((row * 7) % 11) - 4, 100 + 30 * ((row * 5) % 13), 9][column]!;
});

/** Mean and mean square of each column. */
function columnsOf(values: Float32Array): { mean: number; square: number }[] {
  return Array.from({ length: SIZE }, (_, column) => {
    const own = [...values].filter((__, i) => i % SIZE === column);
    const mean = (of: number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
    return { mean: mean(own), square: mean(own.map((value) => value ** 2)) };
  });
}

describe('features', () => {
  it('scaled one by one lie around 0, and weigh alike in a length that is 1 on average', () => {
    const columns = columnsOf(scaled(FEATURES, scalingOf(FEATURES, SIZE)));
    for (const { mean } of columns) expect(mean).toBeCloseTo(0, 5);
    const squares = columns.map(({ square }) => square);
    expect(squares[0]).toBeCloseTo(1 / SIZE, 5);
    expect(squares[1]).toBeCloseTo(1 / SIZE, 5);
    expect(squares[2]).toBe(0);
  });

  it('scaled by one factor keep their proportions, in a length that is 1 on average', () => {
    const columns = columnsOf(scaled(FEATURES, commonScalingOf(FEATURES, SIZE)));
    const before = columnsOf(FEATURES).map(({ mean, square }) => square - mean ** 2);
    for (const { mean } of columns) expect(mean).toBeCloseTo(0, 5);
    const [first, second, third] = columns.map(({ square }) => square);
    expect(first! + second! + third!).toBeCloseTo(1, 5);
    expect(second! / first!).toBeCloseTo(before[1]! / before[0]!, 2);
  });

  it('scaled as others were lie where those would', () => {
    const scaling = scalingOf(FEATURES, SIZE);
    const one = scaled(FEATURES.slice(5 * SIZE, 6 * SIZE), scaling);
    expect(one).toEqual(scaled(FEATURES, scaling).slice(5 * SIZE, 6 * SIZE));
  });
});
