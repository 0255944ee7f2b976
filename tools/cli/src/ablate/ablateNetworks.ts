import { countLeftOut, type Fit } from '@deconv/datasets/node';
import { meanAndSd } from '@deconv/pictures';
import {
  FORMAT,
  VERSION,
  type AblateNetwork,
  type AblateResults,
  type AblateRun,
} from '@deconv/results';
import { layoutOf, type Architecture, type Recipe } from '@deconv/training';
import { parseJson } from '@deconv/untrusted';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { differenceOf } from '../identity/differenceOf.js';
import { digestOf } from '../identity/digestOf.js';
import type { Identity } from '../identity/identityOf.js';
import { requireUnchanged } from '../identity/requireUnchanged.js';
import { makeFolder } from '../makeFolder.js';
import { placeInside } from '../placeInside.js';
import { WorkerPool } from '../threads/WorkerPool.js';
import { UsageError } from '../UsageError.js';
import { writeWhole } from '../writeWhole.js';
import { ablateWork, type AblateSettings, type AblateTask, type AblateWork } from './ablateWork.js';
import type { ComparedNetwork } from './networksOf.js';
import { loadPictures, type PictureList } from './Pictures.js';
import { say } from '../say.js';

export interface Ablation {
  folder: string;
  networks: readonly ComparedNetwork[];
  seeds: readonly number[];
  /** With any seed and limit. */
  recipe: Recipe;
  pictures: PictureList;
  perClass: number | null;
  fit: Fit;
  /** How many networks are trained at once; undefined for as many as there are cores. */
  threads: number | undefined;
  signal: AbortSignal;
}

/** A network with a seed: what is trained, and where. */
interface Planned {
  /** Folder of the run, relative to that of all. */
  place: string;
  identity: Identity;
  task: AblateTask;
}

/** What `run.json` holds: what was asked for, and from the end on what was measured. */
interface RunFile {
  identity: Identity;
  run?: AblateRun;
}

/** Raised with what `run.json` means, and with how networks are trained and measured. */
const WORK = 'ablate 1';

/** The built module, also where this one runs from its source, as in tests. */
const ENTRY = fileURLToPath(new URL('../../dist/ablate/ablateWorker.js', import.meta.url));

/**
 * Trains every network with every seed and measures it. Each run has a folder of its own in `runs`, with its network and
 * `run.json`; a run that is done is not done again, and one that was begun is gone on with.
 * @throws UsageError where the folder holds a run of the same name, begun or done, by other options or on other images
 */
export async function ablateNetworks(ablation: Ablation): Promise<AblateResults> {
  const { networks, seeds } = ablation;
  const planned = networks.map((network) => seeds.map((seed) => plan(ablation, network, seed)));
  const done = new Map<Planned, AblateRun>();
  for (const each of planned.flat()) {
    const run = await readRun(ablation.folder, each);
    if (run) done.set(each, run);
  }
  // One seed of every network before the next seed: what is there when one stops can be compared.
  const inOrder = seeds.flatMap((_, s) => planned.map((runs) => runs[s]!));
  const missing = inOrder.filter((each) => !done.has(each));
  if (missing.length) await trainAll(ablation, missing, done);
  return documentOf(
    ablation,
    planned.map((runs) => runs.map((each) => done.get(each)!)),
  );
}

function plan(
  { folder, recipe, pictures }: Ablation,
  { name, architectureFor, filterLimit }: ComparedNetwork,
  seed: number,
): Planned {
  const architecture = architectureFor(pictures.classes.length);
  const place = join('runs', `${name.replace(/[^\w.-]+/g, '-')}-seed-${seed}`);
  const own = { ...recipe, seed, filterLimit };
  const asked = { architecture: JSON.stringify(architecture), recipe: JSON.stringify(own) };
  const identity = { ...pictures.identity, work: WORK, ...asked };
  const known = digestOf(pictures.identity);
  const task = { folder: join(folder, place), architecture, recipe: own, known };
  return { place, identity, task };
}

async function readRun(
  folder: string,
  { place, identity }: Planned,
): Promise<AblateRun | undefined> {
  const path = join(folder, place, 'run.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const found = Object(parseJson(text, path, `delete "${join(folder, place)}"`)) as RunFile;
  const other = differenceOf(found.identity, identity);
  if (other === undefined) return found.run;
  const otherwise = /code|work/.test(other)
    ? 'by another version of Deconv'
    : 'by other options or on other images';
  throw new UsageError(
    `"${join(folder, place)}" holds a network that was trained ${otherwise}; name another folder, or delete it`,
  );
}

async function writeRun(
  folder: string,
  { place, identity }: Planned,
  run?: AblateRun,
): Promise<void> {
  const bytes = Buffer.from(JSON.stringify({ identity, ...(run && { run }) } satisfies RunFile));
  await writeWhole([{ path: join(folder, place, 'run.json'), bytes }]);
}

/** Decodes pictures in every size that is asked for. @throws Error where they are replaced meanwhile */
async function loadAll(
  pictures: PictureList,
  sizes: ReadonlySet<number>,
  signal: AbortSignal,
): Promise<AblateSettings> {
  const loaded: AblateSettings['pictures'] = [];
  for (const size of sizes) loaded.push([size, await loadPictures(pictures, size, signal)]);
  await requireUnchanged(pictures.identity, pictures.paths, { signal });
  return { classes: pictures.classes, pictures: loaded };
}

async function beginRun(folder: string, each: Planned): Promise<void> {
  const [runs, name] = [dirname(each.task.folder), basename(each.task.folder)];
  await makeFolder(await placeInside(runs, name, 'the name of an architecture'));
  await writeRun(folder, each);
}

async function trainAll(
  { folder, pictures, threads, signal }: Ablation,
  missing: readonly Planned[],
  done: Map<Planned, AblateRun>,
): Promise<void> {
  const sizes = new Set(missing.map(({ task }) => task.architecture.inputSize));
  const settings = await loadAll(pictures, sizes, signal);
  const pool = new WorkerPool<AblateWork>(ablateWork(settings, signal), {
    threads: Math.min(missing.length, threads ?? availableParallelism()),
    entry: ENTRY,
    data: settings,
    atOnce: 1,
  });
  const { epochs, stepsPerEpoch } = missing[0]!.task.recipe;
  say(`${missing.length} trainings of ${epochs * stepsPerEpoch} steps`);
  let count = 0;
  const one = async (each: Planned): Promise<void> => {
    await beginRun(folder, each);
    const measured = await pool.ask('run', each.task);
    const run = { ...measured, filters: `${each.place}/filters.png` };
    await writeRun(folder, each, run);
    done.set(each, run);
    const { validation, seconds } = run;
    const error = (100 * validation.error).toFixed(1);
    say(`${++count} of ${missing.length}: ${each.place}: ${error} % wrong, ${seconds} s`);
  };
  const stop = new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
  try {
    await Promise.race([Promise.all(missing.map(one)), stop]);
  } finally {
    // A training takes long; it goes on from its last epoch when the command is run again.
    await pool.close(signal.aborted);
  }
}

function documentOf(ablation: Ablation, runs: AblateRun[][]): AblateResults {
  const { networks, pictures, seeds, recipe, perClass, fit } = ablation;
  const { training, validation, classes, leftOut } = pictures;
  const described = networks.map((network, i) =>
    describe(network, network.architectureFor(classes.length), runs[i]!),
  );
  const { epochs, stepsPerEpoch, batchSize, schedule, peakRate, warmUp } = recipe;
  const { momentum, weightDecay, dropout, labelSmoothing } = recipe;
  return {
    format: FORMAT,
    version: VERSION,
    probe: 'ablate',
    model: { name: described[0]!.name, fingerprint: runs[0]![0]!.fingerprint },
    data: {
      name: pictures.name,
      images: training.length + validation.length,
      skipped: [],
      ...(leftOut.length && { leftOut: countLeftOut(leftOut) }),
    },
    backend: 'wasm',
    options: {
      seeds: [...seeds],
      ...{ epochs, stepsPerEpoch, batchSize, schedule, peakRate, warmUp },
      ...{ momentum, weightDecay, dropout, labelSmoothing, fit, perClass },
    },
    classes,
    images: { training: training.length, validation: validation.length },
    networks: described,
  };
}

function describe(
  { name, architecture, filterLimit }: ComparedNetwork,
  built: Architecture,
  runs: AblateRun[],
): AblateNetwork {
  const parameters = layoutOf({ ...built, batchNorm: false }).size;
  const { inputSize, batchNorm } = built;
  return {
    ...{ name, architecture, inputSize, batchNorm, filterLimit, parameters },
    training: meanAndSd(runs.map(({ training }) => training.error)),
    validation: meanAndSd(runs.map(({ validation }) => validation.error)),
    runs,
  };
}
