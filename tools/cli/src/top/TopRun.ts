import type { Box } from '@deconv/geometry';
import type { TopLayer, Winner } from '@deconv/probes';
import { parseJson } from '@deconv/untrusted';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { differenceOf } from '../identity/differenceOf.js';
import type { Identity } from '../identity/identityOf.js';
import { holdFolder } from '../lock/holdFolder.js';
import { makeFolder } from '../makeFolder.js';
import { say } from '../say.js';
import { writeWhole } from '../writeWhole.js';
import { UsageError } from '../UsageError.js';
import { fileNameOf } from './fileNameOf.js';

/** Units whose pictures are written, by `stemOf`. */
export type DrawnUnits = Record<string, { scale: number; receptiveField: Box }>;

interface TopProgress {
  identity: Identity;
  /** How many images were looked at, from the first one on. */
  looked: number;
  skipped: { image: string; reason: string }[];
  layers: TopLayer[];
  drawn: DrawnUnits;
}

const PROGRESS = 'progress.json';
/** Parts of an identity that change under the same command: what was begun is of no use then. */
const STARTS_OVER = new Map([
  ['code', 'another version of Deconv began here'],
  ['network', 'the network is not the one that the run began with'],
  ['content', 'the images are not those that the run began with'],
]);
/** The largest part of the time that saving may take. What is lost when the process is killed is thirty times a save. */
const SHARE = 1 / 30;

/** A run in its folder, whose progress outlives the process: it is written whole, never half. */
export class TopRun {
  /** When the last save ended, and how long it took, in milliseconds. */
  #saved = { at: 0, took: 0 };

  private constructor(
    readonly folder: string,
    readonly progress: TopProgress,
  ) {}

  /**
   * Begins a run, or goes on with the one that the folder holds. Where that one had other images under the same names,
   * another network or another version, it starts over and says so.
   * @param identify what the run is known by; asked for when the folder can be written
   * @param layers the maps to look at, without entries
   * @throws UsageError where the folder holds results, or a run that was asked for otherwise; Error where another command
   *   writes there
   */
  static async open(
    folder: string,
    identify: () => Promise<Identity>,
    layers: TopLayer[],
  ): Promise<TopRun> {
    await holdFolder(folder);
    const found = await readProgress(folder);
    if (found === undefined && (await readIfThere(join(folder, 'results.json'))))
      throw new UsageError(`"${folder}" holds results already; name another folder`);
    await makeFolder(folder);
    const identity = await identify();
    const same = found !== undefined && goesOn(folder, found, identity);
    if (found !== undefined && !same) await removePictures(folder, layers);
    const fresh = { identity, looked: 0, skipped: [], layers, drawn: {} };
    const run = new TopRun(folder, same ? (found as TopProgress) : fresh);
    await run.save();
    return run;
  }

  async save(): Promise<void> {
    const began = performance.now();
    const bytes = Buffer.from(JSON.stringify(this.progress));
    await writeWhole([{ path: join(this.folder, PROGRESS), bytes }]);
    const at = performance.now();
    this.#saved = { at, took: at - began };
  }

  /** Saves, where the last time is long enough ago. */
  async saveSometimes(): Promise<void> {
    const { at, took } = this.#saved;
    if ((performance.now() - at) * SHARE > took) await this.save();
  }

  /** Leaves only what the run made, not what it needed. */
  async close(): Promise<void> {
    await rm(join(this.folder, PROGRESS), { force: true });
  }
}

/** Where a unit's pictures lie, relative to the folder and without what tells the two apart. */
export function stemOf({ layer, channel, rank }: Omit<Winner, 'entry'>): string {
  return `${fileNameOf(layer)}/${channel}/${rank}`;
}

async function readProgress(folder: string): Promise<unknown> {
  const path = join(folder, PROGRESS);
  const text = await readIfThere(path);
  return text === undefined ? undefined : parseJson(text, path, `delete "${folder}"`);
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

/** Whether a run goes on with what was begun; else it starts over. @throws UsageError for one that was asked for otherwise */
function goesOn(folder: string, found: unknown, now: Identity): boolean {
  const before = (Object(found) as { identity?: Identity }).identity;
  const other = differenceOf(before, now);
  if (other === undefined) return true;
  const reason = STARTS_OVER.get(other);
  if (reason === undefined)
    throw new UsageError(
      `"${folder}" holds the beginnings of another run: its ${other} was ${before?.[other]}, and is now ${now[other]}. Name another folder, or delete it`,
    );
  say(`starting over: ${reason}`);
  return false;
}

/** Those of an earlier run, whose names are the same. */
async function removePictures(folder: string, layers: readonly TopLayer[]): Promise<void> {
  for (const { layer } of layers)
    await rm(join(folder, fileNameOf(layer)), { recursive: true, force: true });
}
