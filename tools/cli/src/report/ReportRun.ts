import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson, visible } from '@deconv/untrusted';
import * as v from 'valibot';
import { entriesOf } from '../entriesOf.js';
import type { FolderLock } from '../lock/FolderLock.js';
import { holdFolder } from '../lock/holdFolder.js';
import { makeFolder } from '../makeFolder.js';
import { placeInside } from '../placeInside.js';
import { UsageError } from '../UsageError.js';
import { writeWhole } from '../writeWhole.js';

/** What made a part of the report. */
const madeSchema = v.object({
  /** Folder, or file, of the part. */
  name: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/)),
  /** SHA-256 of all that its content depends on. */
  key: v.string(),
  /** The command line, as a user would type it. */
  command: v.string(),
  seconds: v.number(),
});

export type Made = v.InferOutput<typeof madeSchema>;

const FILE = 'report.json';
const reportSchema = v.object({ format: v.literal('deconv report'), made: v.array(madeSchema) });

/** Where parts are made: a name, what it is made of, and whether the command that makes it has ended. */
const ROOM = /^\.[a-z0-9-]+-[0-9a-f]{12}(\.whole)?\.part$/;
/** What a command that was killed has left beside its room. */
const BESIDE_ROOM = /^\.\.[a-z0-9-]+-[0-9a-f]{12}\.part\.lock$/;
/** What a command goes on from; a room without it is of one that begins anew. */
const PROGRESS = 'progress.json';

/** The folder of a report: which parts of it are made, and of what. Parts are whole, or not there. */
export class ReportRun {
  private constructor(
    readonly folder: string,
    readonly made: Made[],
    /** That of the folder. */
    readonly lock: FolderLock,
  ) {}

  /**
   * Begins a report, or goes on with the one in the folder.
   * @throws UsageError for a folder that holds something else; Error where another command writes there
   */
  static async open(folder: string): Promise<ReportRun> {
    const lock = await holdFolder(folder);
    const entries = await entriesOf(folder);
    if (entries.length && !entries.includes(FILE))
      throw new UsageError(
        `"${folder}" holds something that is no report (${entries[0]}); name another folder`,
      );
    await makeFolder(folder);
    const made = entries.length ? await readMade(join(folder, FILE)) : [];
    const run = new ReportRun(folder, made, lock);
    await run.#removeAll((name) => BESIDE_ROOM.test(name));
    await run.#save();
    return run;
  }

  /** Whether a part is there, made of the same. */
  async has(name: string, key: string): Promise<boolean> {
    const found = this.made.find((made) => made.name === name);
    return found?.key === key && (await isThere(join(this.folder, name)));
  }

  /**
   * Where a part is made before it takes its place. What an interrupted run left there is gone on with, where the command can,
   * and else removed.
   */
  async room(name: string, key: string): Promise<string> {
    const room = `.${name}-${key.slice(0, 12)}.part`;
    const place = await placeInside(this.folder, room, 'a report');
    const begun = await isThere(join(place, PROGRESS));
    await this.#removeAll(
      (entry) => ROOM.test(entry) && entry.startsWith(`.${name}-`) && !(begun && entry === room),
    );
    return place;
  }

  /** Takes what a command has made out of its room. What is done to it from here on is not gone on with, but done again. */
  async whole(room: string): Promise<string> {
    const place = room.replace(/part$/, 'whole.part');
    await rename(room, place);
    return place;
  }

  /** Removes what a command has made. */
  async discard(room: string): Promise<void> {
    await rm(room, { recursive: true, force: true });
  }

  /** Puts a part in its place, instead of an older one. */
  async put(room: string, made: Made): Promise<void> {
    const place = await placeInside(this.folder, made.name, FILE);
    const at = this.made.findIndex(({ name }) => name === made.name);
    // Whoever is killed between these steps leaves nothing that is told to be what it is not.
    if (at >= 0) await this.#forget((name) => name === made.name);
    await rm(place, { recursive: true, force: true });
    await rename(room, place);
    this.made.splice(at < 0 ? this.made.length : at, 0, made);
    await this.#save();
  }

  /** Removes parts that the report has no more, and what interrupted runs left of them. Those that are left stand in this order. */
  async keepOnly(names: readonly string[]): Promise<void> {
    this.made.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
    const old = this.made.map(({ name }) => name).filter((name) => !names.includes(name));
    await this.#removeAll((name) => old.includes(name) || ROOM.test(name));
    await this.#forget((name) => old.includes(name));
  }

  async #removeAll(chosen: (name: string) => boolean): Promise<void> {
    for (const name of (await readdir(this.folder)).filter(chosen))
      await rm(await placeInside(this.folder, name, FILE), { recursive: true, force: true });
  }

  async #forget(chosen: (name: string) => boolean): Promise<void> {
    const kept = this.made.filter(({ name }) => !chosen(name));
    this.made.splice(0, this.made.length, ...kept);
    await this.#save();
  }

  async #save(): Promise<void> {
    const text = JSON.stringify({ format: 'deconv report', made: this.made }, undefined, 2);
    await writeWhole([{ path: join(this.folder, FILE), bytes: Buffer.from(text) }]);
  }
}

async function readMade(path: string): Promise<Made[]> {
  try {
    return v.parse(reportSchema, parseJson(await readFile(path), path)).made;
  } catch (cause) {
    const reason = visible((cause as Error).message);
    throw new UsageError(
      `${path} is not of a report (${reason}); name another folder, or delete it`,
    );
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
