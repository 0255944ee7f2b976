import { realpath, rename, rm, rmdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { makeFolder } from './makeFolder.js';
import { requireEmpty } from './requireEmpty.js';

/**
 * Work that writes a folder whole or not at all: beside its place first, and moved there when all is written.
 * @param folder undefined where nothing is to be written
 * @param work gets the folder to write to, if there is one
 * @throws UsageError where the folder holds something already, before any work
 */
export async function wholeFolder<T, F extends string | undefined>(
  folder: F,
  work: (part: F) => Promise<T>,
): Promise<T> {
  if (folder === undefined) return work(folder);
  await requireEmpty(folder);
  const place = await realpath(folder).catch(() => resolve(folder));
  const part = `${place}.${process.pid}.part`;
  try {
    await makeFolder(part);
    const result = await work(part as F);
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
