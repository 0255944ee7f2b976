import { rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { lockFolder } from './lock/lockFolder.js';
import { partOf, sweepBeside } from './lock/parts.js';
import { makeFolder } from './makeFolder.js';
import { realPlace } from './realPlace.js';
import { requireEmpty } from './requireEmpty.js';

/**
 * Work that writes a folder whole or not at all: beside its place first, and moved there when all is written. What a process
 * that was killed left there is removed.
 * @param folder undefined where nothing is to be written
 * @param work gets the folder to write to, if there is one
 * @throws UsageError where the folder holds something already, before any work; Error where another command writes it
 */
export async function wholeFolder<T, F extends string | undefined>(
  folder: F,
  work: (part: F) => Promise<T>,
): Promise<T> {
  if (folder === undefined) return work(folder);
  await requireEmpty(folder);
  const { release } = await lockFolder(folder);
  try {
    // Whoever was waited for may have filled it.
    await requireEmpty(folder);
    return await writeBeside(await realPlace(folder), work as (part: string) => Promise<T>);
  } finally {
    await release();
  }
}

async function writeBeside<T>(place: string, work: (part: string) => Promise<T>): Promise<T> {
  const hidden = join(dirname(place), `.${basename(place)}`);
  await sweepBeside(hidden, true);
  const part = await partOf(hidden);
  try {
    await makeFolder(part);
    const result = await work(part);
    await removeEmpty(place);
    await rename(part, place);
    return result;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** A folder that is not empty any more is never removed, whoever filled it. @throws Error for one */
async function removeEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  });
}
