import { parseJson } from '@deconv/untrusted';
import { readFile } from 'node:fs/promises';
import type { Lesson } from '../gradientsOf.js';
import { replaceFile } from './replaceFile.js';
import type { Trainer, TrainingState } from '../trainer.js';

/** What a checkpoint says about itself: a line of JSON before the numbers. */
interface CheckpointHeader {
  /** Steps done. */
  step: number;
  lesson: Lesson;
}

const PARTS = ['parameters', 'velocities', 'statistics'] as const satisfies (keyof TrainingState)[];

/**
 * Writes all that training needs to go on into one file: a line of JSON, then the numbers of parameters, velocities and
 * statistics (float32, little-endian).
 */
export async function writeCheckpoint(path: string, trainer: Trainer, step: number): Promise<void> {
  const header: CheckpointHeader = { step, lesson: trainer.lesson };
  const numbers = PARTS.map((part) => new Uint8Array(trainer.state[part].buffer));
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  await replaceFile(path, Buffer.concat([line, ...numbers]));
}

/**
 * Brings a trainer back to where a checkpoint stopped.
 * @returns steps done; 0 where there is no such file
 * @throws Error where the checkpoint is of another architecture or recipe, or cut off.
 */
export async function readCheckpoint(path: string, trainer: Trainer): Promise<number> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cause;
  });
  if (!bytes) return 0;
  const end = bytes.indexOf('\n');
  const { step, lesson } = parseJson(
    bytes.subarray(0, Math.max(0, end)),
    `the checkpoint "${path}"`,
    'delete it and train anew',
  ) as CheckpointHeader;
  requireSame(path, lesson, trainer.lesson);
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

function requireSame(path: string, found: Lesson, wanted: Lesson): void {
  for (const key of ['architecture', 'preprocessing', 'recipe'] as const) {
    const [is, should] = [JSON.stringify(found[key]), JSON.stringify(wanted[key])];
    if (is !== should)
      throw new Error(
        `the checkpoint "${path}" belongs to the ${key} ${is}, not to ${should}; use another folder, or the same ${key}`,
      );
  }
}
