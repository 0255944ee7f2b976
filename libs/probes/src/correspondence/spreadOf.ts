import { quantileSorted } from 'd3-array';
import type { Draw } from './Draw.js';

/** What was measured of two images. */
export interface PairValue {
  images: readonly [number, number];
  value: number;
}

/** Mean and spread of what was measured of pairs of images. */
export interface Spread {
  mean: number;
  /** Standard deviation over pairs (their squares divided by how many there are). */
  sd: number;
  /** 95 % bootstrap interval of the mean: see `spreadOf`. */
  interval: [low: number, high: number];
  /** How many pairs were counted; of several draws, those of all of them. */
  pairs: number;
}

const RESAMPLES = 1000;
const OUTSIDE = 0.05;

/**
 * Pairs that share an image are not independent, so it is images that the interval resamples: 1,000 times as many of them
 * as there are, with replacement. An image that was drawn twice has its pairs with others twice, and none with itself;
 * a resample without any pair counts nothing. The interval is that between the 2.5th and the 97.5th percentile.
 * @param pairs i < j; a pair may stand there several times
 * @returns null where there are no pairs
 */
export function spreadOf(pairs: readonly PairValue[], draw: Draw): Spread | null {
  if (!pairs.length) return null;
  const table = tableOf(pairs);
  const mean = meanOf(table, new Array<number>(table.images).fill(1));
  const means = Array.from({ length: RESAMPLES }, () => meanOf(table, resample(table.images, draw)))
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
  const squares = pairs.reduce((sum, { value }) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    sd: Math.sqrt(squares / pairs.length),
    interval: [quantileSorted(means, OUTSIDE / 2)!, quantileSorted(means, 1 - OUTSIDE / 2)!],
    pairs: pairs.length,
  };
}

/** Sums of values, and how many they are, by pair of images: [images, images]. */
interface Table {
  images: number;
  sums: Float64Array;
  counts: Float64Array;
}

function tableOf(pairs: readonly PairValue[]): Table {
  const places = new Map(
    [...new Set(pairs.flatMap(({ images }) => images))].map((id, i) => [id, i]),
  );
  const images = places.size;
  const [sums, counts] = [new Float64Array(images ** 2), new Float64Array(images ** 2)];
  for (const {
    images: [i, j],
    value,
  } of pairs) {
    const cell = places.get(i)! * images + places.get(j)!;
    sums[cell]! += value;
    counts[cell]! += 1;
  }
  return { images, sums, counts };
}

/** @param times how often each image counts @returns NaN where that leaves no pair */
function meanOf({ images, sums, counts }: Table, times: readonly number[]): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < images; i++)
    for (let j = 0; j < images; j++) {
      const weight = times[i]! * times[j]!;
      sum += weight * sums[i * images + j]!;
      count += weight * counts[i * images + j]!;
    }
  return sum / count;
}

function resample(images: number, draw: Draw): number[] {
  const times = new Array<number>(images).fill(0);
  for (let i = 0; i < images; i++) times[draw(0, images - 1)]! += 1;
  return times;
}
