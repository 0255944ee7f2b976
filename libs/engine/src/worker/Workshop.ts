import { type ForwardRecord, forward, project, strongestUnits } from '@deconv/core';
import { type Model, toInput } from '@deconv/models';
import { transfer } from 'comlink';
import type { ModelSummary, PhotoSummary, Picture, RuleName, UnitView } from '../contract.js';
import type { WorkerSide } from './WorkerSide.js';
import { loadAnywhere } from './loadAnywhere.js';
import { modelSummary } from './modelSummary.js';
import { predictionsOf } from './predictionsOf.js';
import { seenPixels } from './seenPixels.js';
import { startBackend } from './startBackend.js';
import { unitView } from './unitView.js';

type Listener = (task: number, fraction: number, message: string) => void;

interface LoadedModel {
  url: string;
  model: Model;
  summary: ModelSummary;
}

/** Holds the network and the records of opened photos, and computes with them. Runs inside the worker. */
export class Workshop implements WorkerSide {
  #backend: Promise<string> | undefined;
  #loaded: LoadedModel | undefined;
  #tell: Listener = () => undefined;
  readonly #records = new Map<number, ForwardRecord>();
  readonly #tasks = new Map<number, AbortController>();
  #lastPhoto = 0;

  constructor(private readonly onContextLost: () => void) {}

  listen(onProgress: Listener): void {
    this.#tell = onProgress;
  }

  abort(task: number): void {
    this.#tasks.get(task)?.abort();
  }

  loadModel(task: number, url: string): Promise<ModelSummary> {
    return this.#run(task, async (signal) => {
      if (this.#loaded?.url === url) return this.#loaded.summary;
      this.#backend ??= startBackend(this.onContextLost);
      const backend = await this.#backend;
      const onProgress = (fraction: number, message = ''): void =>
        this.#tell(task, fraction, message);
      const model = await loadAnywhere(url, { signal, onProgress });
      this.#clear();
      this.#loaded = { url, model, summary: modelSummary(url, model, backend) };
      return this.#loaded.summary;
    });
  }

  openPhoto(task: number, picture: Picture): Promise<PhotoSummary> {
    return this.#run(task, async (signal) => {
      const { model } = this.#require();
      const seen = await seenPixels(picture, model.preprocess.inputSize);
      signal.throwIfAborted();
      const start = performance.now();
      const input = toInput(seen, model.preprocess);
      const record = forward(model.network, input);
      input.dispose();
      const id = ++this.#lastPhoto;
      this.#records.set(id, record);
      const predictions = await predictionsOf(record, model.labels);
      return { id, seen, predictions, seconds: (performance.now() - start) / 1000 };
    });
  }

  strongest(
    task: number,
    photo: number,
    layer: string,
    count: number,
    rule: RuleName,
  ): Promise<UnitView[]> {
    return this.#run(task, async (signal) => {
      const { model } = this.#require();
      const record = this.#records.get(photo);
      if (!record) throw new Error(`Photo ${photo} is not open: it was released.`);
      const units = (await strongestUnits(record, layer)).slice(0, count);
      signal.throwIfAborted();
      const projections = await project(record, units, { rule });
      const views = projections.map((projection, rank) =>
        unitView(units[rank]!, projection, rule, model.preprocess),
      );
      return transfer(
        views,
        views.map(({ projection }) => projection.buffer),
      );
    });
  }

  release(photo: number): void {
    this.#records.get(photo)?.dispose();
    this.#records.delete(photo);
  }

  async #run<T>(task: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.#tasks.set(task, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.#tasks.delete(task);
    }
  }

  #require(): LoadedModel {
    if (!this.#loaded) throw new Error('No model is loaded yet: call loadModel first.');
    return this.#loaded;
  }

  #clear(): void {
    for (const photo of [...this.#records.keys()]) this.release(photo);
    this.#loaded?.model.dispose();
    this.#loaded = undefined;
  }
}
