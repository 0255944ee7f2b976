import type { Batch } from './batch.js';

/** Where training gets its pictures. */
export interface PictureSource {
  /** Name of each class, by index. */
  classes: readonly string[];
  /** Pictures that make an epoch. */
  epochSize: number;
  /** The pictures of a training step: the same ones for the same step. */
  batch(step: number): Promise<Batch>;
  /** Pictures to measure by that are never trained on: the same ones each time. */
  validation(): Promise<Batch>;
  /** Frees what the source holds. */
  close(): void;
}
