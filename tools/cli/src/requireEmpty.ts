import { readdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from './UsageError.js';

/**
 * Nothing of the user's is overwritten or mixed with what a command writes.
 * @param own name of what an earlier run of the same command left there, to go on from
 * @throws UsageError where the folder holds something else already, or is a file
 */
export async function requireEmpty(folder: string, own?: string): Promise<void> {
  const place = resolve(folder);
  const entries = await readdir(place).catch((error: unknown): string[] => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return [];
    if (code === 'ENOTDIR')
      throw new UsageError(`"${folder}" is a file; expected the name of a folder to write`);
    throw error;
  });
  if (entries.length && !(own && entries.includes(own)))
    throw new UsageError(
      `"${folder}" in ${dirname(place)} holds something already (${entries[0]}); name another folder`,
    );
}
