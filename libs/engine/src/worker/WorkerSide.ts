import type { Results } from '@deconv/results';
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

/** What is heard of a task before its answer. */
export type News = { fraction: number; message: string } | { part: Results };

/**
 * What the worker answers to. Signals and callbacks do not cross to a worker: each task carries a number of its own,
 * news come back under it, and `abort` names it.
 */
export interface WorkerSide {
  /** Sets the one listener for the news of all tasks, the first handle to give out, and what is to compute, if asked for. */
  listen(
    onNews: (task: number, news: News) => void,
    firstId: number,
    backend: BackendName | undefined,
  ): void;
  abort(task: number): void;
  /** Takes files of the page's, which have this address from now on. */
  bring(address: string, files: readonly File[]): void;
  loadModel(task: number, url: string, random: number | undefined): Promise<ModelSummary>;
  openPhoto(task: number, model: number, picture: Picture): Promise<PhotoSummary>;
  strongest(
    task: number,
    photo: number,
    layer: string,
    count: number,
    rule: RuleName,
  ): Promise<UnitView[]>;
  strongestAt(
    task: number,
    photo: number,
    pixel: readonly [row: number, column: number],
    layers: readonly string[],
    rule: RuleName,
  ): Promise<UnitView[]>;
  project(
    task: number,
    photo: number,
    units: readonly UnitAddress[],
    options: ProjectOptions,
  ): Promise<UnitView[]>;
  featureMaps(task: number, photo: number, layer: string): Promise<FeatureMaps>;
  descend(task: number, photo: number, unit: UnitAddress, rule: RuleName): Promise<StepView[]>;
  learn(task: number, model: number, lesson: Lesson): Promise<Learned>;
  run(task: number, model: number, request: ProbeRequest): Promise<Results>;
  release(photo: number): void;
}

/** Posted by the worker when the browser has taken its graphics context away: nothing it holds can be trusted. */
export const CONTEXT_LOST = 'deconv-context-lost';

/** Posted by the worker as it starts: what graphics context it gets here. */
export interface Started {
  deconvStarted: { graphics: Graphics };
}
