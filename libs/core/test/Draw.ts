import { numbers } from './backends.js';

/** Draws from a seed: the same seed gives the same draws. */
export class Draw {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = numbers(seed);
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.min(high - low, Math.floor(((this.#next() + 1) / 2) * (high - low + 1)));
  }

  pick<T>(list: readonly T[]): T {
    return list[this.integer(0, list.length - 1)]!;
  }

  /** Numbers in −scale … scale. */
  values(count: number, scale = 1): Float32Array {
    return Float32Array.from({ length: count }, () => this.#next() * scale);
  }
}
