/** Whole positions `start … start + length − 1` along one axis. Empty where `length` is 0. */
export interface Range {
  start: number;
  length: number;
}
