import { say } from '../say.js';
import { FolderLock, type Holder } from './FolderLock.js';
import { held } from './heldFolders.js';
import { lockPlace } from './lockPlace.js';
import { outlast } from './outlast.js';

/** A folder that nobody else writes to. */
export interface Locked {
  lock: FolderLock;
  /** Lets others write there; where it was asked for more than once, as often. */
  release: () => Promise<void>;
}

/**
 * Makes sure that no other command writes to a folder, until it is released or the process has ended, in whatever way.
 * Whoever writes there for a process that has ended is waited for; it ends, too.
 * @param patience waits also for one that works, until this aborts
 * @throws Error where another one writes there; the signal's reason
 */
export async function lockFolder(folder: string, patience?: AbortSignal): Promise<Locked> {
  const place = await naming(folder, lockPlace(folder));
  const found = held.get(place) ?? { lock: await enter(place, folder, patience), times: 0 };
  held.set(place, found);
  found.times++;
  const release = async (): Promise<void> => {
    if (--found.times > 0) return;
    held.delete(place);
    await found.lock.release();
  };
  return { lock: found.lock, release };
}

async function enter(place: string, folder: string, patience?: AbortSignal): Promise<FolderLock> {
  const lock = new FolderLock(place);
  for (;;) {
    const others = await naming(folder, lock.enter());
    if (!others.length) return lock;
    const stays = await whoStays(others, folder, patience);
    if (stays)
      throw new Error(
        `"${folder}" is being written by another deconv, process ${stays.pid}; wait until it has ended, or name another folder`,
      );
  }
}

/** @throws Error that names the folder that cannot be written, and why */
const naming = <T>(folder: string, work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw new Error(`cannot write to "${folder}": ${(cause as Error).message}`, { cause });
  });

async function whoStays(
  others: readonly Holder[],
  folder: string,
  patience?: AbortSignal,
): Promise<Holder | undefined> {
  if (patience) say(`waiting for process ${others[0]!.pid}, which writes ${folder}`);
  for (const other of others) if (!(await outlast(other, { patience }))) return other;
  return undefined;
}
