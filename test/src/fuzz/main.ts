// `npm run fuzz -- --cases 50000 --seed 1`: many more cases than the tests try.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import type { Outcome } from './Outcome.js';
import { FUZZED, kindOf, runFuzz, type Fuzzed } from './runFuzz.js';
import { Summary } from './Summary.js';

/** How many cases pass between two lines of progress. */
const STEP = 500;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    /** One case alone, with all that is known of it. */
    case: { type: 'string' },
    /** Cases of one kind alone. */
    kind: { type: 'string' },
    /** A file to which every failure is written, one a line. */
    failures: { type: 'string' },
  },
});

function whole(name: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`--${name} is "${text}"; expected a whole number`);
}

function numbers(): number[] {
  if (values.case !== undefined) return [whole('case', values.case)];
  const all = Array.from({ length: whole('cases', values.cases) }, (_, i) => i);
  const { kind } = values;
  if (kind === undefined) return all;
  if (!FUZZED.includes(kind as Fuzzed))
    throw new Error(`--kind is "${kind}"; expected one of ${FUZZED.join(', ')}`);
  return all.filter((number) => kindOf(number) === kind);
}

const [seed, cases] = [whole('seed', values.seed), numbers()];
const summary = new Summary();
const lines: string[] = [];

function onOutcome(outcome: Outcome, kind: Fuzzed): void {
  summary.add(outcome, kind);
  if (outcome.verdict === 'failed') lines.push(JSON.stringify({ kind, ...outcome }));
  if (values.case !== undefined) console.log(JSON.stringify({ kind, ...outcome }, undefined, 2));
  if (summary.tried % STEP === 0)
    console.log(`${summary.tried} of ${cases.length} tried, ${summary.failed} failed`);
}

await runFuzz({ seed, cases, onOutcome });
if (values.failures) {
  mkdirSync(dirname(values.failures), { recursive: true });
  writeFileSync(values.failures, lines.map((line) => `${line}\n`).join(''));
}
console.log(`\n${summary.table()}\n`);
if (summary.failed)
  console.log(`${summary.causes(seed)}\n\nOne of them: npm run fuzz -- --seed ${seed} --case N`);
process.exitCode = summary.failed ? 1 : 0;
