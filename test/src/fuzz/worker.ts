// One of the processes that try cases. It is told a number, makes the case, and says what became of it; who started it ends
// it where it takes too long.
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { caseDrawer } from './drawCase.js';
import { faultOf } from './judge.js';
import { KINDS, type KindName } from './kinds/index.js';
import type { Files, Input, Kind } from './kinds/Kind.js';
import type { Outcome } from './Outcome.js';
import type { Limits } from './watchdog.js';

const OWN = dirname(fileURLToPath(import.meta.url));
const [kindName, seed, limits] = process.argv.slice(2) as [KindName, string, string];

// Without the message, which may be of many lines and tells nothing of where.
// A call site says what a line of a stack does.
// eslint-disable-next-line @typescript-eslint/no-base-to-string
Error.prepareStackTrace = (_, sites) => sites.map((site) => `at ${site.toString()}`).join('\n');

/** Begins a case for the watchdog: what it has used counts from here. */
function watch(): () => void {
  const begun = new Int32Array(new SharedArrayBuffer(4));
  const watchdog = new Worker(new URL('./watchdog.js', import.meta.url), {
    workerData: { ...(JSON.parse(limits) as Omit<Limits, 'begun'>), begun } satisfies Limits,
  });
  watchdog.unref();
  return () => void Atomics.add(begun, 0, 1);
}

async function attempt(kind: Kind, files: Files): Promise<Partial<Outcome>> {
  const before = tf.memory().numTensors;
  const told = await kind.attempt(files).then(
    () => ({ verdict: 'accepted' as const, message: '' }),
    (thrown: unknown) => toldOf(thrown),
  );
  const left = tf.memory().numTensors - before;
  // A model that tfjs gives up half-way leaves what it had built: nobody gets hold of it.
  if (told.verdict !== 'accepted' || left === 0) return told;
  return { ...told, verdict: 'failed', fault: `leaves ${left} tensors behind` };
}

function toldOf(thrown: unknown): Partial<Outcome> {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  const fault = faultOf(thrown, stack, OWN);
  if (fault === undefined) return { verdict: 'refused', message };
  return { verdict: 'failed', message: message.slice(0, 2_000), fault, stack };
}

const kind = KINDS[kindName];
await tf.setBackend('cpu');
const [sound, faulty] = [await kind.seeds(), await kind.faults()];
const draw = caseDrawer(Number(seed), { sound, faulty, mutate: kind.mutate });
const begin = watch();

/** Resolves once it is on its way: what follows may end the process. */
const tell = (told: Outcome | Pick<Outcome, 'seed' | 'changes'>): Promise<void> =>
  new Promise((resolve) => process.send!(told, () => resolve()));

async function tryCase(number: number): Promise<void> {
  // A negative number is a seed as it is: what is sound must be accepted.
  const given = number < 0 ? sound[-1 - number]! : undefined;
  const input: Input = given ? { seed: given.name, files: given.files, changes: [] } : draw(number);
  const { seed: name, files, changes } = input;
  await tell({ seed: name, changes });
  begin();
  const told = await attempt(kind, files);
  await tell({ case: number, seed: name, changes, verdict: 'failed', message: '', ...told });
}

process.on('message', (number: number) => void tryCase(number));
process.send!(sound.length);
