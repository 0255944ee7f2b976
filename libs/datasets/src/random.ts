import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of seeded random choices, the same on every machine. */
export interface Random {
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  integer(low: number, high: number): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** @throws RangeError where the list is empty. */
  pick<T>(list: readonly T[]): T;
  /** A new list in random order. */
  shuffled<T>(list: readonly T[]): T[];
}

/** The part of a generator's state that no seed sets: it may not be all zeros. */
const FILLER = 0x9e3779b9 | 0;

/**
 * The stream that belongs to three whole numbers. Different numbers are different states of the generator
 * (xoroshiro128+), so streams of two splits never coincide.
 */
export function seededRandom(seed: number, stream = 0, index = 0): Random {
  const generator = xoroshiro128plusFromState([seed | 0, stream | 0, index | 0, FILLER]);
  // States with few bits set give similar first numbers; some twenty steps mix them.
  for (let i = 0; i < 24; i++) generator.next();
  const between = (low: number, high: number) => low + uniformFloat64(generator) * (high - low);
  const integer = (low: number, high: number) => uniformInt(generator, low, high);
  return {
    between,
    integer,
    chance: (probability) => between(0, 1) < probability,
    pick: (list) => {
      if (!list.length) throw new RangeError('cannot pick from an empty list');
      return list[integer(0, list.length - 1)]!;
    },
    shuffled: (list) => {
      const result = [...list];
      for (let i = result.length - 1; i > 0; i--) {
        const j = integer(0, i);
        [result[i], result[j]] = [result[j]!, result[i]!];
      }
      return result;
    },
  };
}
