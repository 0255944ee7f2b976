import type { Preprocess } from '../preprocess.js';

/** What a file in another project's format says of a model. */
export interface Foreign {
  /** How pixels become the input. */
  preprocess?: Omit<Preprocess, 'inputSize'>;
  /** Side of the square image in pixels, where it says one. */
  side?: number | undefined;
  /** Share of the image's shorter side that its own program keeps, 0–1; where it cuts nothing off, 1. */
  crop?: number;
  /** Names of the classes. */
  labels?: string[];
}

/** Reads a file of one format. @returns undefined for content that is not of this format @throws Error for one that is, and is faulty */
export type ReadForeign = (json: unknown) => Foreign | undefined;
