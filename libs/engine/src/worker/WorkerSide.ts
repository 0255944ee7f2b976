import type { ModelSummary, PhotoSummary, Picture, RuleName, UnitView } from '../contract.js';

/**
 * What the worker answers to. Signals and callbacks do not cross to a worker: each task carries a number of its own,
 * progress comes back under it, and `abort` names it.
 */
export interface WorkerSide {
  /** Sets the one listener for the progress of all tasks. */
  listen(onProgress: (task: number, fraction: number, message: string) => void): void;
  abort(task: number): void;
  loadModel(task: number, url: string): Promise<ModelSummary>;
  openPhoto(task: number, picture: Picture): Promise<PhotoSummary>;
  strongest(
    task: number,
    photo: number,
    layer: string,
    count: number,
    rule: RuleName,
  ): Promise<UnitView[]>;
  release(photo: number): void;
}

/** Posted by the worker when the browser has taken its graphics context away: nothing it holds can be trusted. */
export const CONTEXT_LOST = 'deconv-context-lost';
