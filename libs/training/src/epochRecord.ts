import type { Score } from './evaluate.js';

/** What was measured at the end of an epoch. */
export interface EpochRecord {
  /** From 1. */
  epoch: number;
  /** Learning rate of its last step. */
  rate: number;
  /** Means over its steps, with dropout. */
  training: Score;
  /** Of the finished network. */
  validation: Score;
}
