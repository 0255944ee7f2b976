import { makeFolders } from '@deconv/datasets/node';
import { readdir, rm, rmdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lives, nameOfOwner, OWNER, ownerOf, ownerWith, thisProcess, type Owner } from './Owner.js';

/** How often a lock says that its process lives, in milliseconds. */
const BEAT = 5000;

/** One that writes to a folder, as its lock tells. */
export interface Holder extends Owner {
  /** File of the lock that tells it. */
  entry: string;
  /** It ends by itself, since the process that it works for has ended. */
  ending: boolean;
}

const ENTRY = new RegExp(`^${OWNER.source}(?:_${OWNER.source})?$`);

/**
 * A folder with a file for each process that holds it. All that is known of a process stands in the name of its file, so no
 * lock is ever half written; who has ended is known by it, and removed by whoever comes next.
 */
export class FolderLock {
  readonly #entries = new Set<string>();
  #beat: ReturnType<typeof setInterval> | undefined;

  /** @param place of the lock */
  constructor(readonly place: string) {}

  /** Takes part in it. @returns others that hold it, and is none of them then; where there are none, this process holds it */
  async enter(): Promise<Holder[]> {
    const entry = await this.#write(nameOfOwner(await thisProcess()));
    // Of two that enter at once at least one sees the other, for each looks after it has written.
    const others = await this.#others(entry);
    if (others.length) await this.release();
    else this.#beat = setInterval(() => void this.#touch(), BEAT).unref();
    return others;
  }

  /** Lets a child of this process hold it, too, and so for as long as it outlives this process. @returns what ends that */
  async include(pid: number): Promise<() => Promise<void>> {
    const child = await ownerWith(pid);
    if (!child) return () => Promise.resolve();
    const entry = await this.#write(`${nameOfOwner(child)}_${nameOfOwner(await thisProcess())}`);
    return () => this.#remove(entry);
  }

  async release(): Promise<void> {
    clearInterval(this.#beat);
    for (const entry of this.#entries) await this.#remove(entry);
    // One that others hold, or enter at this moment, is not empty.
    await rmdir(this.place).catch(() => undefined);
  }

  async #write(name: string): Promise<string> {
    const entry = join(this.place, name);
    for (;;) {
      await makeFolders(this.place);
      try {
        await writeFile(entry, '');
        this.#entries.add(entry);
        return entry;
      } catch (error) {
        // Somebody has released the lock meanwhile, and removed it with that.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  }

  async #remove(entry: string): Promise<void> {
    this.#entries.delete(entry);
    await rm(entry, { force: true });
  }

  async #others(own: string): Promise<Holder[]> {
    const others: Holder[] = [];
    for (const name of await readdir(this.place).catch(() => [])) {
      const [found, entry] = [ENTRY.exec(name), join(this.place, name)];
      if (!found || entry === own) continue;
      const owner = ownerOf(found);
      const ending = found[4] !== undefined && (await lives(ownerOf(found.slice(3)))) === false;
      if ((await lives(owner)) === false) await rm(entry, { force: true });
      else others.push({ ...owner, entry, ending });
    }
    return others;
  }

  async #touch(): Promise<void> {
    const now = new Date();
    for (const entry of this.#entries) await utimes(entry, now, now).catch(() => undefined);
  }
}
