import type { Found, Search, TopPorts } from '@deconv/experiments';
import type { Model } from '@deconv/models';
import { identityOf, type Subject } from '../identity/identityOf.js';
import { requireUnchanged } from '../identity/requireUnchanged.js';
import type { WorkerPool } from '../threads/WorkerPool.js';
import { chosenMaps } from './chosenMaps.js';
import { drawnEntries } from './drawnEntries.js';
import { drawUnits } from './drawUnits.js';
import { findTop } from './findTop.js';
import { topPool } from './topPool.js';
import { TopRun } from './TopRun.js';
import type { TopSettings, TopWork } from './topWork.js';
import type { TopWorkerData } from './topWorker.js';

interface Begun {
  /** What the run is known by. */
  subject: Subject & { network: string };
  model: Model;
  opened: Pick<TopWorkerData, 'source' | 'opening' | 'backend'>;
  /** Of the work, but for the maps. */
  settings: Omit<TopSettings, 'layers'>;
  threads: number;
  signal: AbortSignal;
}

/** Finds and projects what excites feature maps on several threads, and goes on where it was stopped. */
export class TopThreads implements Required<Pick<TopPorts, 'search' | 'project'>> {
  #run: TopRun | undefined;
  #pool: WorkerPool<TopWork> | undefined;

  constructor(private readonly begun: Begun) {}

  readonly search = async ({ layers, k }: Search): Promise<Found> => {
    const { subject, model, opened, threads, signal, ...rest } = this.begun;
    const { folder } = rest.settings;
    const run = await TopRun.open(folder, () => identityOf(subject, signal), [...layers]);
    this.#run = run;
    const settings = { ...rest.settings, layers: chosenMaps(layers) };
    const data = { ...opened, fingerprint: subject.network, settings };
    this.#pool = topPool(model, data, threads);
    await findTop(run, this.#pool, subject.images, { k, signal });
    return run.progress;
  };

  readonly project: NonNullable<TopPorts['project']> = async () => {
    const { subject, signal } = this.begun;
    const run = this.#run!;
    await drawUnits(run, this.#pool!, subject.images, signal);
    await this.leave();
    const { identity } = run.progress;
    await requireUnchanged(identity, subject.images, { signal, discard: () => run.close() });
    return drawnEntries(run, subject.images);
  };

  /** Ends the other threads. What was done can be gone on with. */
  async leave(): Promise<void> {
    const pool = this.#pool;
    this.#pool = undefined;
    await pool?.close();
  }

  /** Leaves only what the run made, not what it needed. */
  async finish(): Promise<void> {
    await this.#run?.close();
  }
}
