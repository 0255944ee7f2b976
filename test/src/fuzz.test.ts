import { fileURLToPath } from 'node:url';
import { createBuilder } from 'vite';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { ChildBench, LIMITS, type CaseLimits } from './fuzz/ChildBench.js';
import { faultOfWords } from './fuzz/judge.js';
import { benchFor, FUZZED, runFuzz, WORKER } from './fuzz/runFuzz.js';
import { Summary } from './fuzz/Summary.js';

/** The same cases at every run: what they found once, they go on finding. */
const SEED = 1;
const CASES = 2_500;
/** Cases are not fast on a busy machine; each has limits of its own. */
const PATIENCE = 30 * 60_000;

beforeAll(async () => {
  const configFile = fileURLToPath(new URL('../vite.fuzz.config.ts', import.meta.url));
  const builder = await createBuilder({ configFile });
  await builder.buildApp();
}, PATIENCE);

describe('words of ours', () => {
  test.each([
    'weights.bin: 40 bytes of weights, but model.json describes 224; copy the files again',
    'the layer "undefined" reads "Cannot read properties", which is its name; correct it',
    'tensor "w" holds values that are not numbers (NaN or infinite); train or export the model again',
  ])('are: %s', (message) => {
    expect(faultOfWords(message)).toBeUndefined();
  });

  test.each([
    "Cannot read properties of undefined (reading 'x')",
    'model.json cannot be read: layer.apply is not a function',
    'expected 3 numbers, not undefined',
    'Error in conv2d: depth of input (3) must match input depth for filter 2.',
    'x.onnx is no ONNX model (premature EOF); download it again',
    'Maximum call stack size exceeded',
    'Invalid typed array length: -1',
    'expected NaN rows',
    '[object Object] is no layer',
    'a name \u001b[31m of somebody',
    'long '.repeat(300),
    '',
  ])('are not: %s', (message) => {
    expect(faultOfWords(message)).toBeDefined();
  });
});

describe('whatever a case does', () => {
  let bench: ChildBench;
  const benchWith = (limits: CaseLimits) => new ChildBench(WORKER, 'planted', SEED, limits);
  beforeAll(() => {
    bench = benchWith({ seconds: 5, mebibytes: 600, patience: LIMITS.patience });
  });
  afterAll(() => bench.close());

  /** In the order of `planted`: its seeds are named by negative numbers. */
  const WRONGS: [name: string, fault: RegExp | undefined][] = [
    ['nothing', undefined],
    ['words', undefined],
    ['property', /Cannot read/],
    ['quoted', /is not a function/],
    ['library', /was made at JSON.parse/],
    ['built', /Invalid typed array length/],
    ['nobody', /no Error/],
    ['long', /characters long/],
    ['control', /control characters/],
    ['stack', /Maximum call stack/],
    ['hang', /over the limit of 5 s/],
    ['memory', /over the limit of 600 MiB/],
    ['heap', /over the limit/],
    ['crash', /its process ended: SIGABRT/],
    ['words', undefined],
  ];
  const NAMES = [...new Set(WRONGS.map(([name]) => name))];
  it.each(WRONGS)(
    'it is told, and the next is tried: %s',
    async (name, fault) => {
      const outcome = await bench.attempt(-1 - NAMES.indexOf(name));
      expect(outcome.seed).toBe(name);
      expect(outcome.verdict).toBe(fault ? 'failed' : name === 'words' ? 'refused' : 'accepted');
      if (fault) expect(outcome.fault).toMatch(fault);
      else expect(outcome.fault).toBeUndefined();
    },
    PATIENCE,
  );

  it(
    'one that waits for ever is ended',
    async () => {
      const brief = benchWith({ ...LIMITS, patience: 2 });
      const { seed, fault } = await brief.attempt(-1 - NAMES.length);
      expect([seed, fault]).toEqual(['wait', 'never ends']);
      await brief.close();
    },
    PATIENCE,
  );
});

describe.each(FUZZED)('%s', (kind) => {
  it(
    'is accepted as long as nothing is changed',
    async () => {
      const bench = benchFor(kind, { seed: SEED, cases: [] });
      const told = [await bench.attempt(-1)];
      for (let i = 2; i <= bench.seeds; i++) told.push(await bench.attempt(-i));
      await bench.close();
      expect(told.length).toBeGreaterThan(2);
      expect(told.filter(({ verdict }) => verdict !== 'accepted')).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'is made anew of seed and number',
    async () => {
      const number = FUZZED.indexOf(kind) + 10 * FUZZED.length;
      const told = [];
      for (const seed of [SEED, SEED, SEED + 1]) {
        const bench = benchFor(kind, { seed, cases: [] });
        told.push(await bench.attempt(number));
        await bench.close();
      }
      expect(told[1]).toEqual(told[0]);
      expect(told[2]!.changes).not.toEqual(told[0]!.changes);
    },
    PATIENCE,
  );
});

describe(`of ${CASES} changed inputs`, () => {
  const summary = new Summary();
  beforeAll(
    () =>
      runFuzz({
        seed: SEED,
        cases: Array.from({ length: CASES }, (_, i) => i),
        onOutcome: (outcome, kind) => summary.add(outcome, kind),
      }),
    PATIENCE,
  );

  it('none fails: each is used whole, or refused with words of ours', () => {
    expect(summary.tried).toBe(CASES);
    expect(summary.causes(SEED)).toBe('');
  });

  // Were all of a kind refused, nothing behind its front door would be tried.
  it.each(FUZZED)('%s: some are accepted, some refused', (kind) => {
    const { accepted, refused } = summary.counts.get(kind)!;
    expect(Math.min(accepted, refused)).toBeGreaterThan(CASES / FUZZED.length / 20);
  });
});
