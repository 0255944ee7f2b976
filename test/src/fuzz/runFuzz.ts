import { ROOT } from '../house.js';
import { ChildBench, type CaseLimits } from './ChildBench.js';
import { PageBench } from './PageBench.js';
import type { Bench, Outcome } from './Outcome.js';

/** What comes from outside, by kind: case n is of kind n modulo their number. */
export const FUZZED = ['layers', 'graph', 'onnx', 'image', 'document'] as const;
export type Fuzzed = (typeof FUZZED)[number];

export const kindOf = (number: number): Fuzzed => FUZZED[number % FUZZED.length]!;

export interface FuzzRun {
  /** Of all that is drawn. */
  seed: number;
  /** Numbers of the cases to try. */
  cases: readonly number[];
  limits?: CaseLimits;
  onOutcome?: (outcome: Outcome, kind: Fuzzed) => void;
}

/** What `vite.fuzz.config.ts` builds: a script of the processes that try cases, and the page that draws. */
export const WORKER = `${ROOT}.cache/fuzz/worker.js`;
const PAGE = `${ROOT}.cache/fuzzPage`;

/** A bench for a kind of cases. */
export function benchFor(kind: Fuzzed, { seed, limits }: FuzzRun): Bench & { seeds: number } {
  if (kind === 'document') return new PageBench(PAGE, seed, limits);
  return new ChildBench(WORKER, kind, seed, limits);
}

/** Tries all cases: those of each kind one after another, the kinds side by side. */
export async function runFuzz(run: FuzzRun): Promise<void> {
  await Promise.all(
    FUZZED.map(async (kind) => {
      const cases = run.cases.filter((number) => kindOf(number) === kind);
      if (cases.length === 0) return;
      const bench = benchFor(kind, run);
      for (const number of cases) run.onOutcome?.(await bench.attempt(number), kind);
      await bench.close();
    }),
  );
}
