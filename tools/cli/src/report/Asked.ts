import type { Fit } from '@deconv/datasets/node';
import type { Opening } from '../modelArguments.js';
import type { ReportOptions } from './reportOptions.js';

/** What a report is made of. */
export interface Asked {
  /** As the model was named. */
  source: string;
  /** What was said of it besides. */
  opening: Opening;
  /** The report's. */
  folder: string;
  images: readonly string[];
  options: ReportOptions;
  /** How images become squares. */
  fit: Fit;
  /** Options that all commands take, the fit among them. */
  common: readonly string[];
  signal: AbortSignal;
}
