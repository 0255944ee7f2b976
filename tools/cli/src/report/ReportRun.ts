import { readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder } from '../makeFolder.js';
import { UsageError } from '../UsageError.js';
import { writeWhole } from '../writeWhole.js';

/** What made a part of the report. */
export interface Made {
  /** Folder, or file, of the part. */
  name: string;
  /** SHA-256 of all that its content depends on. */
  key: string;
  /** The command line, as a user would type it. */
  command: string;
  seconds: number;
}

const FILE = 'report.json';

/** The folder of a report: which parts of it are made, and of what. Parts are whole, or not there. */
export class ReportRun {
  private constructor(
    readonly folder: string,
    readonly made: Made[],
  ) {}

  /**
   * Begins a report, or goes on with the one in the folder.
   * @throws UsageError for a folder that holds something else
   */
  static async open(folder: string): Promise<ReportRun> {
    const entries = await readdir(folder).catch((error: unknown): string[] => {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return [];
      if (code === 'ENOTDIR')
        throw new UsageError(`"${folder}" is a file; expected the name of a folder to write`);
      throw error;
    });
    if (entries.length && !entries.includes(FILE))
      throw new UsageError(
        `"${folder}" holds something that is no report (${entries[0]}); name another folder`,
      );
    await makeFolder(folder);
    const run = new ReportRun(folder, entries.length ? await readMade(join(folder, FILE)) : []);
    await run.#save();
    return run;
  }

  /** Whether a part is there, made of the same. */
  async has(name: string, key: string): Promise<boolean> {
    const found = this.made.find((made) => made.name === name);
    return found?.key === key && (await isThere(join(this.folder, name)));
  }

  /** Where a part is made before it takes its place. What an interrupted run left there is gone on with. */
  async room(name: string, key: string): Promise<string> {
    const room = join(this.folder, `.${name}-${key.slice(0, 12)}.part`);
    const old = (await readdir(this.folder)).filter(
      (entry) => entry.startsWith(`.${name}-`) && join(this.folder, entry) !== room,
    );
    for (const entry of old) await rm(join(this.folder, entry), { recursive: true });
    return room;
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
    const place = join(this.folder, made.name);
    await rm(place, { recursive: true, force: true });
    await rename(room, place);
    await this.#note(made);
  }

  /** Removes parts that the report has no more, and what interrupted runs left of them. */
  async keepOnly(names: readonly string[]): Promise<void> {
    for (const { name } of this.made.filter((made) => !names.includes(made.name)))
      await rm(join(this.folder, name), { recursive: true, force: true });
    for (const name of await readdir(this.folder))
      if (name.endsWith('.part')) await rm(join(this.folder, name), { recursive: true });
    const kept = this.made.filter(({ name }) => names.includes(name));
    this.made.splice(0, this.made.length, ...kept);
    await this.#save();
  }

  async #note(made: Made): Promise<void> {
    const at = this.made.findIndex(({ name }) => name === made.name);
    this.made.splice(at < 0 ? this.made.length : at, at < 0 ? 0 : 1, made);
    await this.#save();
  }

  async #save(): Promise<void> {
    const text = JSON.stringify({ format: 'deconv report', made: this.made }, undefined, 2);
    await writeWhole([{ path: join(this.folder, FILE), bytes: Buffer.from(text) }]);
  }
}

async function readMade(path: string): Promise<Made[]> {
  try {
    const { format, made } = JSON.parse(await readFile(path, 'utf8')) as {
      format?: string;
      made?: Made[];
    };
    if (format === 'deconv report' && Array.isArray(made)) return made;
  } catch {
    // Told below: a damaged file is as foreign as another one.
  }
  throw new UsageError(`${path} is not of a report; name another folder, or delete it`);
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
