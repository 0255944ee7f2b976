import type { Draw } from '../../src/index.js';

/** Streams of choices by a linear congruential generator (Numerical Recipes), another for each seed and stream. */
export const streams =
  (seed: number) =>
  (stream: number): Draw => {
    let state = (seed * 65_537 + stream * 257 + 1) >>> 0;
    return (low, high) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return low + Math.floor((state / 2 ** 32) * (high - low + 1));
    };
  };
