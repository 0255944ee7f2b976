import type { ReportOptions } from './reportOptions.js';

/** What a report is made of. */
export interface Asked {
  /** As the model was named. */
  source: string;
  /** The report's. */
  folder: string;
  images: readonly string[];
  options: ReportOptions;
  /** Options that all commands take. */
  common: readonly string[];
  signal: AbortSignal;
}
