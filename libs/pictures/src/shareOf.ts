/**
 * How far a value lies from the low end of a range to its high one, from 0 to 1. In a range without extent all lie in its
 * middle, as d3's scales have it: what never varies is neither low nor high.
 */
export function shareOf(value: number, [low, high]: readonly [low: number, high: number]): number {
  return high > low ? (value - low) / (high - low) : 0.5;
}
