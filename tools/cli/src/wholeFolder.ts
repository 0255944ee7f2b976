import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeFolder } from './makeFolder.js';
import { UsageError } from './UsageError.js';

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
  const place = resolve(folder);
  const part = `${place}.${process.pid}.part`;
  try {
    await makeFolder(part);
    const result = await work(part as F);
    await rm(place, { recursive: true, force: true }); // empty, or not there
    await rename(part, place);
    return result;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** @throws UsageError where the folder holds something already, or is a file */
async function requireEmpty(folder: string): Promise<void> {
  const entries = await readdir(folder).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR')
      throw new UsageError(`"${folder}" is a file; expected the name of a folder to write`);
    throw error;
  });
  if (entries.length)
    throw new UsageError(
      `"${folder}" in ${dirname(resolve(folder))} holds something already (${entries[0]}); name another folder`,
    );
}
