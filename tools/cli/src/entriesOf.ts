import { readdir } from 'node:fs/promises';
import { LOCK_INSIDE } from './lock/lockPlace.js';
import { UsageError } from './UsageError.js';

/** What a folder holds; one that is not there holds nothing. @throws UsageError where it is a file */
export async function entriesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder).catch((error: unknown): string[] => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR')
      throw new UsageError(`"${folder}" is a file; expected the name of a folder to write`);
    throw error;
  });
  return entries.filter((entry) => entry !== LOCK_INSIDE);
}
