import { visible, visibleName } from '@deconv/untrusted';
import type { Outcome } from './Outcome.js';
import { FUZZED, type Fuzzed } from './runFuzz.js';

/** How many cases of a kind ended how. */
type Counts = Record<Outcome['verdict'], number>;

/** Counts outcomes, and keeps what failed. */
export class Summary {
  readonly counts = new Map<Fuzzed, Counts>(
    FUZZED.map((kind) => [kind, { accepted: 0, refused: 0, failed: 0 }]),
  );
  /** By what they have in common. */
  readonly failures = new Map<string, Outcome[]>();

  add(outcome: Outcome, kind: Fuzzed): void {
    this.counts.get(kind)![outcome.verdict]++;
    if (outcome.verdict !== 'failed') return;
    const cause = `${kind}: ${causeOf(outcome)}`;
    this.failures.set(cause, [...(this.failures.get(cause) ?? []), outcome]);
  }

  get tried(): number {
    return [...this.counts.values()].reduce((sum, each) => sum + total(each), 0);
  }

  get failed(): number {
    return [...this.counts.values()].reduce((sum, { failed }) => sum + failed, 0);
  }

  /** One row for each kind, and one for all. */
  table(): string {
    const rows = [...this.counts].map(([kind, each]) => row(kind, each));
    const all = { accepted: 0, refused: 0, failed: 0 };
    for (const each of this.counts.values())
      for (const verdict of VERDICTS) all[verdict] += each[verdict];
    return [['kind', 'cases', ...VERDICTS].map(cell).join(''), ...rows, row('all', all)].join('\n');
  }

  /** What failed, most frequent first, each with a case that shows it. */
  causes(seed: number): string {
    const groups = [...this.failures].sort(([, a], [, b]) => b.length - a.length);
    return groups.map(([cause, outcomes]) => told(cause, outcomes, seed)).join('\n');
  }
}

const VERDICTS = ['accepted', 'refused', 'failed'] as const;
const total = (counts: Counts): number =>
  VERDICTS.reduce((sum, verdict) => sum + counts[verdict], 0);
const cell = (value: string | number): string => `${value}`.padEnd(10);
const row = (kind: string, counts: Counts): string =>
  [kind, total(counts), ...VERDICTS.map((verdict) => counts[verdict])].map(cell).join('');

/** How much of a message tells its cause; what follows are particulars. */
const BEGINNING = 60;

/** Without names and numbers, which differ from case to case. */
function causeOf({ message, fault = '', stack = '' }: Outcome): string {
  const [place = ''] = stack.split('\n');
  const said = message
    .split('\n')[0]!
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/-?\d[\d.]*(e[+-]?\d+)?/g, '#');
  return [fault.replace(/\d+/g, '#'), said.slice(0, BEGINNING), place].join(' | ');
}

function told(cause: string, outcomes: Outcome[], seed: number): string {
  const [first] = outcomes.toSorted((a, b) => a.changes.length - b.changes.length);
  const { case: number, changes, stack = '', message } = first!;
  return [
    `${outcomes.length} × ${visible(cause)}`,
    `  --seed ${seed} --case ${number}: ${first!.seed}`,
    ...changes.map((each) => `    ${visibleName(each)}`),
    `    → ${visible(message.slice(0, 300))}`,
    ...stack
      .split('\n')
      .slice(0, 4)
      .map((frame) => `      ${frame}`),
  ].join('\n');
}
