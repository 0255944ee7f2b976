/** One way of computing something. */
export interface Way {
  name: string;
  /** Computes once and gives the numbers, by which the ways are checked against each other. */
  run(): Float32Array | Promise<Float32Array>;
}

/** One thing to compute, and the ways to do so: the first is Deconv's, the others are measured against it. */
export interface Case {
  name: string;
  ways: Way[];
}

/** Lower quartile, median, upper quartile. */
export type Spread = [low: number, median: number, high: number];

export interface Timing {
  name: string;
  /** Milliseconds of processor time of one run. */
  time: Spread;
  /** How many times as long as the first way, compared within each round. */
  ratio: Spread;
}

const WARM_UPS = 2;
/** Sums of float32 in another order differ by less than this share of the largest value. */
const TOLERANCE = 1e-4;

/**
 * Times the ways in turn, round by round, so that whatever else the machine does meets all of them alike; and counts
 * the processor's time rather than the clock's, for the same reason. (Libraries for benchmarks finish one way before
 * they begin the next.)
 * @throws Error where two ways do not give the same numbers
 */
export async function compare({ name, ways }: Case, rounds: number): Promise<Timing[]> {
  const expected = await ways[0]!.run();
  for (const way of ways) requireSame(`${name}: ${way.name}`, await way.run(), expected);
  const times: number[][] = ways.map(() => []);
  for (let round = -WARM_UPS; round < rounds; round++)
    for (let k = 0; k < ways.length; k++) {
      // Each round begins with another way, so that none always follows the same one.
      const i = (k + round + WARM_UPS) % ways.length;
      const start = process.cpuUsage();
      await ways[i]!.run();
      const { user, system } = process.cpuUsage(start);
      if (round >= 0) times[i]!.push((user + system) / 1000);
    }
  return ways.map((way, i) => ({
    name: way.name,
    time: spread(times[i]!),
    ratio: spread(times[i]!.map((time, round) => time / times[0]![round]!)),
  }));
}

function requireSame(name: string, actual: Float32Array, expected: Float32Array): void {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const same =
    actual.length === expected.length &&
    actual.every((value, i) => Math.abs(value - expected[i]!) <= TOLERANCE * largest);
  if (!same) throw new Error(`${name} does not give the same numbers; its time would mean nothing`);
}

function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  return [at(0.25), at(0.5), at(0.75)];
}
