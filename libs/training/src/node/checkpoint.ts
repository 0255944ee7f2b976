import { parseJson } from '@deconv/untrusted';
import { readFile } from 'node:fs/promises';
import type { TrainingSetup } from '../gradientsOf.js';
import { replaceFile } from './replaceFile.js';
import type { Trainer, TrainingState } from '../trainer.js';

/** Raised with what a checkpoint means, and with what a step does to the same numbers. */
const FORMAT = 1;

/** How far a training is, and by what. */
interface Progress {
  /** Steps done. */
  step: number;
  /** What the pictures are known by. */
  pictures: string;
}

/** What a checkpoint says about itself: a line of JSON before the numbers. */
interface CheckpointHeader extends Progress {
  format: number;
  /** Under its first name, so that trainings that began long ago go on. */
  lesson: TrainingSetup;
}

const PARTS = ['parameters', 'velocities', 'statistics'] as const satisfies (keyof TrainingState)[];

/**
 * Writes all that training needs to go on into one file: a line of JSON, then the numbers of parameters, velocities and
 * statistics (float32, little-endian).
 */
export async function writeCheckpoint(
  path: string,
  trainer: Trainer,
  progress: Progress,
): Promise<void> {
  const header: CheckpointHeader = { format: FORMAT, ...progress, lesson: trainer.setup };
  const numbers = PARTS.map((part) => new Uint8Array(trainer.state[part].buffer));
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  await replaceFile(path, Buffer.concat([line, ...numbers]));
}

/** Writes the checkpoint of a training that has not got anywhere yet: it holds no numbers, and goes on from the first step. */
export async function writeBeginning(
  path: string,
  setup: TrainingSetup,
  pictures: string,
): Promise<void> {
  const header: CheckpointHeader = { format: FORMAT, step: 0, pictures, lesson: setup };
  await replaceFile(path, `${JSON.stringify(header)}\n`);
}

/**
 * Brings a trainer back to where a checkpoint stopped.
 * @param pictures what those to go on with are known by
 * @returns steps done; 0 where there is no such file
 * @throws Error where the checkpoint is of other pictures, another architecture, recipe or version, or cut off.
 */
export async function readCheckpoint(
  path: string,
  trainer: Trainer,
  pictures: string,
): Promise<number> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  });
  if (!bytes) return 0;
  const end = bytes.indexOf('\n');
  const { step, lesson, ...found } = headerOf(path, bytes.subarray(0, Math.max(0, end)));
  if (found.pictures !== pictures)
    throw new Error(
      `the checkpoint "${path}" learned from other pictures: some were replaced, added or removed since. Put them back to go on, or train anew in another folder`,
    );
  requireSame(path, lesson, trainer.setup);
  if (step === 0) return 0;
  let from = end + 1;
  for (const part of PARTS) {
    const target = new Uint8Array(trainer.state[part].buffer);
    if (from + target.length > bytes.length)
      throw new Error(
        `the checkpoint "${path}" ends after ${bytes.length} bytes, in its ${part}; delete it and train anew`,
      );
    target.set(bytes.subarray(from, from + target.length));
    from += target.length;
  }
  return step;
}

function headerOf(path: string, line: Uint8Array): CheckpointHeader {
  const advice = 'delete it and train anew';
  const header = parseJson(line, `the beginning of the checkpoint ${path}`, advice);
  const { format } = Object(header) as Partial<CheckpointHeader>;
  if (format === FORMAT) return header as CheckpointHeader;
  throw new Error(
    `the checkpoint "${path}" was written by another version of Deconv (format ${format ?? 'unnamed'}, not ${FORMAT}); train anew in another folder`,
  );
}

function requireSame(path: string, found: TrainingSetup, wanted: TrainingSetup): void {
  for (const key of ['architecture', 'preprocessing', 'recipe'] as const) {
    const [is, should] = [JSON.stringify(found[key]), JSON.stringify(wanted[key])];
    if (is !== should)
      throw new Error(
        `the checkpoint "${path}" belongs to the ${key} ${is}, not to ${should}; use another folder, or the same ${key}`,
      );
  }
}
