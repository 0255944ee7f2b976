import { describe, expect, it } from 'vitest';
import { spreadOf, type PairValue } from '../../src/correspondence/spreadOf.js';
import type { Draw } from '../../src/index.js';
import { streams } from './draws.js';

/** All pairs of images, with values between 0 and 1. */
function pairsOf(images: number, seed: number): PairValue[] {
  const draw = streams(seed)(9);
  const found: PairValue[] = [];
  for (let i = 0; i < images; i++)
    for (let j = i + 1; j < images; j++) found.push({ images: [i, j], value: draw(0, 999) / 1000 });
  return found;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** The bootstrap word for word: draw images, list every pair of them, leave out those of an image with itself. */
function listed(pairs: readonly PairValue[], images: number, draw: Draw): number[] {
  const means = Array.from({ length: 1000 }, () => {
    const drawn = Array.from({ length: images }, () => draw(0, images - 1));
    const values = drawn.flatMap((a, at) =>
      drawn.slice(at + 1).flatMap((b) => {
        const [i, j] = [Math.min(a, b), Math.max(a, b)];
        return pairs.filter(({ images: [k, l] }) => k === i && l === j).map(({ value }) => value);
      }),
    );
    return values.length ? [mean(values)] : [];
  });
  return means.flat().sort((a, b) => a - b);
}

describe('spread over pairs', () => {
  it('gives mean and standard deviation of what was counted', () => {
    const pairs: PairValue[] = [
      { images: [0, 1], value: 0.2 },
      { images: [0, 2], value: 0.4 },
      { images: [1, 2], value: 0.9 },
    ];
    const found = spreadOf(pairs, streams(1)(0))!;
    expect(found.mean).toBeCloseTo(0.5, 12);
    expect(found.sd).toBeCloseTo(Math.sqrt((0.09 + 0.01 + 0.16) / 3), 12);
    expect(found.pairs).toBe(3);
  });

  it.each([3, 7])('resamples images as lists of pairs would, of %i images', (images) => {
    const once = pairsOf(images, 2);
    // Two draws, one of which lacks a pair.
    const pairs = [...once, ...pairsOf(images, 3).slice(1)];
    const { interval } = spreadOf(pairs, streams(5)(0))!;
    const means = listed(pairs, images, streams(5)(0));
    const percentile = (share: number): number => {
      const place = share * (means.length - 1);
      const low = Math.floor(place);
      return means[low]! * (1 - (place - low)) + means[low + 1]! * (place - low);
    };
    expect(interval[0]).toBeCloseTo(percentile(0.025), 10);
    expect(interval[1]).toBeCloseTo(percentile(0.975), 10);
  });

  it('gives the same interval for a seed, and another for another', () => {
    const pairs = pairsOf(8, 4);
    const interval = (seed: number) => spreadOf(pairs, streams(seed)(0))!.interval;
    expect(interval(1)).toEqual(interval(1));
    expect(interval(2)).not.toEqual(interval(1));
  });

  it('has an interval around the mean, wider for fewer images', () => {
    const widths = [4, 12, 36].map((images) => {
      const { interval, mean } = spreadOf(pairsOf(images, 6), streams(7)(0))!;
      expect(interval[0]).toBeLessThan(mean);
      expect(interval[1]).toBeGreaterThan(mean);
      return interval[1] - interval[0];
    });
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
  });

  it('knows of one pair nothing but its value, and of none nothing', () => {
    const pairs: PairValue[] = [{ images: [3, 5], value: 0.3 }];
    expect(spreadOf(pairs, streams(1)(0))).toEqual({
      mean: 0.3,
      sd: 0,
      interval: [0.3, 0.3],
      pairs: 1,
    });
    expect(spreadOf([], streams(1)(0))).toBeNull();
  });
});
