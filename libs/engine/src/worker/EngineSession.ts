import {
  type ForwardRecord,
  project,
  requireUnit,
  strongestUnits,
  type ActiveUnit,
} from '@deconv/core';
import { asSeen, recordOf } from '@deconv/models';
import { predictionsOf, strongestUnitAt } from '@deconv/probes';
import type { Results } from '@deconv/results';
import { transfer } from 'comlink';
import { addressOfFiles } from '../addressOfFiles.js';
import type {
  BackendName,
  FeatureMaps,
  Learned,
  Lesson,
  ModelSummary,
  PhotoSummary,
  Picture,
  ProbeRequest,
  ProjectOptions,
  RuleName,
  StepView,
  UnitAddress,
  UnitView,
} from '../contract.js';
import type { Graphics } from '../graphicsHere.js';
import type { Running } from '../Running.js';
import { ModelShelf, type Held } from './ModelShelf.js';
import type { News, WorkerSide } from './WorkerSide.js';
import { activationAt } from './activationAt.js';
import { controlledProjections } from './controlledProjections.js';
import { featureMapsOf } from './featureMapsOf.js';
import { lostContext } from './lostContext.js';
import { requireMemory } from './requireMemory.js';
import { seenPixels } from './seenPixels.js';
import { startBackend } from './startBackend.js';
import './webglKernels.js';
import { stepsDown } from './stepsDown.js';
import { unitView } from './unitView.js';

/** How many of a photo's classes are told. */
const PREDICTIONS = 5;

type Listener = (call: number, news: News) => void;

interface OpenPhoto {
  held: Held;
  seen: Picture;
  record: ForwardRecord;
}

/** Holds networks and the records of opened photos, and computes with them. Runs inside the worker. */
export class EngineSession implements WorkerSide {
  #asked: BackendName | undefined;
  #found: Running | undefined;
  #running: Promise<Running> | undefined;
  #tell: Listener = () => undefined;
  #lastId = 0;
  readonly #photos = new Map<number, OpenPhoto>();
  readonly #calls = new Map<number, AbortController>();
  readonly #shelf = new ModelShelf(
    () => ++this.#lastId,
    () => (this.#running ??= this.#start()),
  );

  constructor(
    private readonly graphics: Graphics,
    private readonly onContextLost: () => void,
  ) {}

  listen(
    onNews: Listener,
    firstId: number,
    backend: BackendName | undefined,
    found: Running | undefined,
  ): void {
    this.#found = found;
    this.#tell = onNews;
    this.#lastId = firstId - 1;
    this.#asked = backend;
  }

  abort(call: number): void {
    this.#calls.get(call)?.abort();
  }

  bring(address: string, files: readonly File[]): void {
    addressOfFiles(files, address);
  }

  loadModel(call: number, url: string, { random }: { random?: number }): Promise<ModelSummary> {
    return this.#do(call, async (waiting) => {
      const { summary, giveBack } = await this.#shelf.take(url, random, waiting);
      giveBack();
      return summary;
    });
  }

  openPhoto(call: number, model: number, picture: Picture): Promise<PhotoSummary> {
    return this.#do(call, async (waiting) => {
      const held = await this.#shelf.takeById(model, waiting);
      try {
        const { preprocess } = held.model;
        const seen = asSeen(seenPixels(picture, preprocess.inputSize), preprocess);
        waiting.signal.throwIfAborted();
        const start = performance.now();
        const record = await recordOf(held.model, seen);
        const predictions = await predictionsOf(record, held.model, PREDICTIONS).catch(
          (error: unknown) => {
            record.dispose();
            throw error;
          },
        );
        const id = ++this.#lastId;
        this.#photos.set(id, { held, seen, record });
        return { id, seen, predictions, seconds: (performance.now() - start) / 1000 };
      } catch (error) {
        held.giveBack();
        throw error;
      }
    });
  }

  strongest(
    call: number,
    photo: number,
    layer: string,
    count: number,
    rule: RuleName,
  ): Promise<UnitView[]> {
    return this.#do(call, async ({ signal }) => {
      const open = this.#opened(photo);
      const units = (await strongestUnits(open.record, layer)).slice(0, count);
      signal.throwIfAborted();
      return handOver(await viewsOf(open, units, rule));
    });
  }

  strongestAt(
    call: number,
    photo: number,
    pixel: readonly [row: number, column: number],
    layers: readonly string[],
    rule: RuleName,
  ): Promise<UnitView[]> {
    return this.#do(call, async ({ signal }) => {
      const open = this.#opened(photo);
      const there = layers.map((layer) => strongestUnitAt(open.record, layer, pixel));
      const views: UnitView[] = [];
      for (const unit of await Promise.all(there)) {
        signal.throwIfAborted();
        if (unit.activation > 0) views.push(...(await viewsOf(open, [unit], rule)));
      }
      return handOver(views);
    });
  }

  project(
    call: number,
    photo: number,
    units: readonly UnitAddress[],
    { rule, control }: ProjectOptions,
  ): Promise<UnitView[]> {
    return this.#do(call, async ({ signal }) => {
      const open = this.#opened(photo);
      const views: UnitView[] = [];
      for (const address of units) {
        signal.throwIfAborted();
        requireUnit(open.record.network, address);
        const unit = { ...address, activation: await activationAt(open.record, address) };
        if (!control) views.push(...(await viewsOf(open, [unit], rule)));
        else {
          const { model } = open.held;
          for await (const each of controlledProjections(open, unit, control, rule)) {
            signal.throwIfAborted();
            const { projection, ...replaced } = each;
            views.push({ ...unitView(unit, projection, rule, model.preprocess), ...replaced });
          }
        }
      }
      return handOver(views);
    });
  }

  featureMaps(call: number, photo: number, layer: string): Promise<FeatureMaps> {
    return this.#do(call, async () => {
      const maps = await featureMapsOf(this.#opened(photo).record, layer);
      return transfer(maps, [maps.values.buffer]);
    });
  }

  descend(call: number, photo: number, unit: UnitAddress, rule: RuleName): Promise<StepView[]> {
    return this.#do(call, async () => {
      const { record, held } = this.#opened(photo);
      const steps = await stepsDown(record, unit, rule, held.model.preprocess);
      return transfer(
        steps,
        steps.flatMap(({ maps }) => maps.map(({ values }) => values.buffer)),
      );
    });
  }

  run(call: number, model: number, request: ProbeRequest): Promise<Results> {
    return this.#do(call, async (waiting) => {
      // Much of what it needs, looking at a photo does not.
      const { runProbe } = await import('./run/runProbe.js');
      const held = await this.#shelf.takeById(model, waiting);
      const onPart = (part: Results): void => this.#tell(call, { part });
      const quiet = { signal: waiting.signal, onProgress: () => undefined };
      const take = (url: string): Promise<Held> => this.#shelf.take(url, undefined, quiet);
      return runProbe(request, { ...held, ...waiting, onPart, take }).finally(held.giveBack);
    });
  }

  learn(call: number, model: number, lesson: Lesson): Promise<Learned> {
    return this.#do(call, async (waiting) => {
      const { learn } = await import('./learn.js');
      const held = await this.#shelf.takeById(model, waiting);
      const learned = await learn(lesson, { ...held, ...waiting }).finally(held.giveBack);
      const answers = [...learned.photos, ...learned.asked];
      return transfer(
        learned,
        answers.flatMap(({ seen, evidence }) => [seen.data.buffer, evidence.buffer]),
      );
    });
  }

  release(photo: number): void {
    const open = this.#photos.get(photo);
    this.#photos.delete(photo);
    open?.record.dispose();
    open?.held.giveBack();
  }

  /** Frees everything. */
  dispose(): void {
    for (const call of this.#calls.values()) call.abort();
    for (const photo of [...this.#photos.keys()]) this.release(photo);
    this.#shelf.dispose();
  }

  #start(): Promise<Running> {
    const { graphics, onContextLost } = this;
    const fetchWebgl = (): Promise<void> => Promise.resolve(); // Its kernels are here.
    const [asked, found] = [this.#asked, this.#found];
    return startBackend({ asked, found, graphics, fetchWebgl, onContextLost });
  }

  async #do<T>(
    call: number,
    work: (waiting: {
      signal: AbortSignal;
      onProgress: (fraction: number, message: string) => void;
    }) => Promise<T>,
  ): Promise<T> {
    const controller = new AbortController();
    this.#calls.set(call, controller);
    const onProgress = (fraction: number, message = ''): void =>
      this.#tell(call, { fraction, message });
    try {
      const waiting = { signal: controller.signal, onProgress };
      const answer = await work(waiting).catch(async (error: unknown) => {
        if (!LACKS_KERNEL.test((error as Error).message)) throw lostContext(error) ?? error;
        await import('./moreWebglKernels.js');
        return work(waiting);
      });
      requireMemory();
      return answer;
    } finally {
      this.#calls.delete(call);
    }
  }

  #opened(photo: number): OpenPhoto {
    const open = this.#photos.get(photo);
    if (!open) throw new Error(`Photo ${photo} is not open: it was released.`);
    return open;
  }
}

/** What tfjs says where `webglKernels.ts` left out too much. */
const LACKS_KERNEL = /^Kernel '\w+' not registered for backend 'webgl'/;

/** Units of one layer, projected together. */
async function viewsOf(
  { record, held }: OpenPhoto,
  units: readonly ActiveUnit[],
  rule: RuleName,
): Promise<UnitView[]> {
  const projections = await project(record, units, { rule });
  return projections.map((projection, i) =>
    unitView(units[i]!, projection, rule, held.model.preprocess),
  );
}

function handOver(views: UnitView[]): UnitView[] {
  return transfer(
    views,
    views.map(({ projection }) => projection.buffer),
  );
}
