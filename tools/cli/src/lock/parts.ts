import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { lives, nameOfOwner, OWNER, ownerOf, thisProcess } from './Owner.js';

const PART = new RegExp(`[.]${OWNER.source}[.]part$`);

/** Where a file or folder is written before it takes its place, by this process. */
export const partOf = async (path: string): Promise<string> =>
  `${path}.${nameOfOwner(await thisProcess())}.part`;

/**
 * Removes what processes that ended left of a file or folder beside it, unfinished.
 * @param locked nobody else can be writing it, so that whatever is left is of such a process
 */
export async function sweepBeside(path: string, locked = false): Promise<void> {
  const [folder, name] = [dirname(path), basename(path)];
  for (const part of await readdir(folder).catch(() => [])) {
    const found = PART.exec(part);
    if (found?.index !== name.length || !part.startsWith(name)) continue;
    if (locked || (await lives(ownerOf(found))) === false)
      await rm(join(folder, part), { recursive: true, force: true });
  }
}

/** Removes whatever is unfinished in a folder and below. Only for whoever holds its lock: nobody else is writing there. */
export async function sweepWithin(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names)
    if (PART.test(name)) await rm(join(folder, name), { recursive: true, force: true });
}
