import { clipOp, relu, type Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';

/** Close to the largest number of float32: files write it for a bound that is none. */
const BOUNDLESS = 3e38;
const LARGEST = 3.4e38;

/** Values cut off below and above: a rectification where they are cut off at 0. */
export function clipped(x: MapShape, low: number, high: number): Op {
  if (low === 0) return relu(x, { cap: high > BOUNDLESS ? Infinity : high });
  return clipOp(x, Math.max(low, -LARGEST), Math.min(high, LARGEST));
}
