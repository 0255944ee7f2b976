import { describe, expect, it, test } from 'vitest';
import { meanAndSd, meanColour, meanOf, rankCorrelation, shareOf } from '../src/index.js';

describe('rank correlation', () => {
  it('is Spearman’s, ties sharing the mean of their ranks', () => {
    // The example of the Wikipedia article on Spearman's coefficient: IQ and hours of television, ρ = −29/165.
    const iq = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110];
    const hours = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17];
    expect(rankCorrelation(iq, hours)).toBeCloseTo(-29 / 165, 12);
    // Ranks 0.5 0.5 2 3 against 0 1 2 3: Pearson of these.
    expect(rankCorrelation([1, 1, 2, 3], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
    // … and against 3 2 1 0: covariance −4.5, variances 4.5 and 5.
    expect(rankCorrelation([1, 1, 5, 9], [8, 4, 2, 0])).toBeCloseTo(-4.5 / Math.sqrt(22.5), 12);
    expect(rankCorrelation([3, 1, 2], [30, 10, 20])).toBe(1);
  });

  it('is none where nothing varies, and refuses sides of different lengths', () => {
    expect(rankCorrelation([1, 1], [1, 2])).toBeNull();
    expect(rankCorrelation([1, NaN, 3], [1, 2, 3])).toBeNull();
    expect(() => rankCorrelation([1], [1, 2])).toThrow('cannot correlate 1 values with 2');
  });
});

test('a mean has no deviation of one value, and that of a sample of several', () => {
  expect(meanAndSd([0.5])).toEqual({ mean: 0.5, sd: null });
  const { mean, sd } = meanAndSd([1, 2, 3, 4]);
  expect(mean).toBe(2.5);
  expect(sd).toBeCloseTo(Math.sqrt(5 / 3), 12);
});

test('a mean does not hide a value that is not a number', () => {
  expect(meanOf([1, NaN, 3])).toBeNaN();
});

test('a mean colour is that of each channel', () => {
  expect(meanColour(Uint8Array.of(0, 10, 255, 1, 20, 255), 3)).toEqual([0.5, 15, 255]);
  expect(meanColour(Float32Array.of(-1, 1, 3), 1)).toEqual([1]);
});

test('a share goes from the low end of a range to its high one, and lies between where there is no range', () => {
  expect([-1, 0, 3].map((value) => shareOf(value, [-1, 3]))).toEqual([0, 0.25, 1]);
  expect(shareOf(2, [2, 2])).toBe(0.5);
});
