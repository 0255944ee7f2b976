import { deviation } from 'd3-array';
import { meanOf } from './meanOf.js';

/** Mean and standard deviation, whose squares are divided by one fewer than there are; null of one value. */
export function meanAndSd(values: readonly number[]): { mean: number; sd: number | null } {
  return { mean: meanOf(values), sd: deviation(values) ?? null };
}
