import { readdir, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { makeFolder } from './makeFolder.js';
import { UsageError } from './UsageError.js';

/**
 * Writes a folder whole or not at all: beside its place first, and moved there when all is written.
 * @param write gets the folder to write to
 * @throws UsageError where the folder holds something already
 */
export async function wholeFolder<T>(
  folder: string,
  write: (part: string) => Promise<T>,
): Promise<T> {
  await requireEmpty(folder);
  const place = resolve(folder);
  const part = `${place}.${process.pid}.part`;
  try {
    await makeFolder(part);
    const result = await write(part);
    await rm(place, { recursive: true, force: true }); // empty, or not there
    await rename(part, place);
    return result;
  } catch (error) {
    await rm(part, { recursive: true, force: true });
    throw error;
  }
}

/** @throws UsageError where the folder holds something already, or is a file */
export async function requireEmpty(folder: string): Promise<void> {
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
