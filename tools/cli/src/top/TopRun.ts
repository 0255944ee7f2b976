import type { Box } from '@deconv/geometry';
import type { TopLayer, Winner } from '@deconv/probes';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { holdFolder } from '../lock/holdFolder.js';
import { makeFolder } from '../makeFolder.js';
import { writeWhole } from '../writeWhole.js';
import { UsageError } from '../UsageError.js';
import { fileNameOf } from './fileNameOf.js';

/** All that the outcome of a run depends on. A run goes on only where this is the same. */
export type TopTask = Record<string, string | number>;

/** Units whose pictures are written, by `stemOf`. */
export type DrawnUnits = Record<string, { scale: number; receptiveField: Box }>;

interface TopProgress {
  task: TopTask;
  /** How many images were looked at, from the first one on. */
  looked: number;
  skipped: { image: string; reason: string }[];
  layers: TopLayer[];
  drawn: DrawnUnits;
}

const PROGRESS = 'progress.json';
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
   * Begins a run, or goes on with the one that the folder holds.
   * @param layers the maps to look at, without entries
   * @throws UsageError where the folder holds results, or another run; Error where another command writes there
   */
  static async open(folder: string, task: TopTask, layers: TopLayer[]): Promise<TopRun> {
    await holdFolder(folder);
    const found = await readProgress(folder);
    if (found) requireSame(folder, found.task, task);
    else if (await readIfThere(join(folder, 'results.json')))
      throw new UsageError(`"${folder}" holds results already; name another folder`);
    await makeFolder(folder);
    const run = new TopRun(folder, found ?? { task, looked: 0, skipped: [], layers, drawn: {} });
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

async function readProgress(folder: string): Promise<TopProgress | undefined> {
  const path = join(folder, PROGRESS);
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as TopProgress;
  } catch (cause) {
    throw new Error(`${path} is damaged: ${(cause as Error).message}; delete "${folder}"`, {
      cause,
    });
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

function requireSame(folder: string, found: TopTask, asked: TopTask): void {
  const other = Object.keys(asked).find((key) => found[key] !== asked[key]);
  if (other !== undefined)
    throw new UsageError(
      `"${folder}" holds the beginnings of another run: its ${other} was ${found[other]}, and is now ${asked[other]}. Name another folder, or delete it`,
    );
}
