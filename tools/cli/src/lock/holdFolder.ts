import { lockFolder } from './lockFolder.js';
import { sweepWithin } from './parts.js';
import type { FolderLock } from './FolderLock.js';

/**
 * Takes a folder that a command writes to piece by piece, until the command ends. What earlier commands left unfinished in it
 * is removed.
 * @throws Error where another command writes there
 */
export async function holdFolder(folder: string): Promise<FolderLock> {
  const { lock } = await lockFolder(folder);
  await sweepWithin(folder);
  return lock;
}
