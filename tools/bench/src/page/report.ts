import type { Result } from '../tables.js';
import type { Agreement } from './agreement.js';
import type { FirstTime } from './firstTime.js';

/** What the page found. */
export interface PageReport {
  /** What WebGL computes with, as the browser names it. */
  renderer: string;
  firsts: FirstTime[];
  results: Result[];
  agreements: Agreement[];
}
