import { seededRandom, type Random } from '@deconv/datasets';
import type { Input, Kind, Seed } from './kinds/Kind.js';

/** How many of the cases are made of what once went wrong, where it lies beside the checkout. */
const SHARE_OF_FAULTS = 0.15;

/** Makes one case: a whole number names it, together with the seed of the run. */
export type DrawCase = (number: number) => Input;

/** @param seed of the run */
export function caseDrawer(
  seed: number,
  { sound, faulty, mutate }: { sound: Seed[]; faulty: Seed[]; mutate: Kind['mutate'] },
): DrawCase {
  return (number) => {
    const random: Random = seededRandom(seed, number);
    const fromFaults = random.chance(SHARE_OF_FAULTS);
    return mutate(random.pick(fromFaults && faulty.length ? faulty : sound), random);
  };
}
