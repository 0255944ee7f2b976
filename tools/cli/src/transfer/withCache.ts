import { access, constants, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../cacheFolder.js';
import { makeFolder } from '../makeFolder.js';
import { say } from '../say.js';

/**
 * Work with a folder that keeps what takes long to compute: the one that is named, else that of the system. Where that one
 * cannot be written, it is said, and what is kept lasts no longer than the work.
 * @param work gets the folder, and whether it stays
 * @throws Error where the folder that is named cannot be written
 */
export async function withCache<T>(
  named: string | undefined,
  work: (folder: string, stays: boolean) => Promise<T>,
): Promise<T> {
  if (named !== undefined) {
    await requireWritable(named);
    return work(named, true);
  }
  const folder = await writableFolder();
  if (folder !== undefined) return work(folder, true);
  const passing = await mkdtemp(join(tmpdir(), 'deconv-'));
  return work(passing, false).finally(() => rm(passing, { recursive: true, force: true }));
}

/** That of the system; undefined where it cannot be written, which is said. */
async function writableFolder(): Promise<string | undefined> {
  try {
    const folder = cacheFolder('features');
    await requireWritable(folder);
    return folder;
  } catch (error) {
    const reason = (error as Error).message;
    say(`nothing is kept for the next time: ${reason}. --cache names another folder`);
    return undefined;
  }
}

async function requireWritable(folder: string): Promise<void> {
  await makeFolder(folder);
  await access(folder, constants.W_OK).catch((cause: unknown) => {
    throw new Error(`cannot write to the folder ${folder}: ${(cause as Error).message}`, { cause });
  });
}
