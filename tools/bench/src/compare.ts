import { spread, type Spread } from './spread.js';

/** One way of computing something. */
export interface Way {
  name: string;
  /** How many times as long as the first way it is meant to take at least. */
  atLeast?: number;
  /** Computes once and gives the numbers, by which the ways are checked against each other. */
  run(): Float32Array | Promise<Float32Array>;
}

/** One thing to compute, and the ways to do so: the first is Deconv's, the others are measured against it. */
export interface Case {
  name: string;
  /** What is counted: the processor's time, or, where cores share the work, that of the clock. Default `processor`. */
  clock?: 'processor' | 'wall';
  ways: Way[];
  /** Ends what the ways started. */
  close?: () => Promise<void>;
}

export interface Timing {
  name: string;
  /** Milliseconds of one run. */
  time: Spread;
  /** How many times as long as the first way, compared within each round. */
  ratio: Spread;
  atLeast?: number;
}

const WARM_UPS = 2;
/** However long it takes. */
const FEWEST_ROUNDS = 3;
/** Sums of float32 in another order differ by less than this share of the largest value. */
const TOLERANCE = 1e-4;

/**
 * Times the ways in turn, round by round, so that whatever else the machine does meets all of them alike; and counts
 * the processor's time rather than the clock's, unless the case says otherwise, for the same reason. (Libraries for benchmarks finish one way before
 * they begin the next.)
 * @param patience milliseconds after which no further round begins, once there were three
 * @throws Error where two ways do not give the same numbers
 */
export async function compare(
  { name, ways, clock }: Case,
  rounds: number,
  patience = Infinity,
): Promise<Timing[]> {
  const now = clock === 'wall' ? () => performance.now() : processorTime;
  const expected = await ways[0]!.run();
  for (const way of ways) requireSame(`${name}: ${way.name}`, await way.run(), expected);
  const times: number[][] = ways.map(() => []);
  const end = performance.now() + patience;
  for (let round = -WARM_UPS; round < rounds; round++) {
    if (round >= FEWEST_ROUNDS && performance.now() > end) break;
    for (let k = 0; k < ways.length; k++) {
      // Each round begins with another way, so that none always follows the same one.
      const i = (k + round + WARM_UPS) % ways.length;
      const start = now();
      await ways[i]!.run();
      if (round >= 0) times[i]!.push(now() - start);
    }
  }
  return ways.map(({ name: way, atLeast }, i) => ({
    name: way,
    ...(atLeast !== undefined && { atLeast }),
    time: spread(times[i]!),
    ratio: spread(times[i]!.map((time, round) => time / times[0]![round]!)),
  }));
}

/** Milliseconds that all threads of this process have computed. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** @throws Error where they differ by more than sums in another order do */
export function requireSame(name: string, actual: Float32Array, expected: Float32Array): void {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const same =
    actual.length === expected.length &&
    actual.every((value, i) => Math.abs(value - expected[i]!) <= TOLERANCE * largest);
  if (!same) throw new Error(`${name} does not give the same numbers; its time would mean nothing`);
}
