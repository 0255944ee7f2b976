/** What became of a case. */
export interface Outcome {
  case: number;
  /** `accepted` was used whole, `refused` with words of ours; everything else `failed`. */
  verdict: 'accepted' | 'refused' | 'failed';
  /** Name of the seed, and what was changed. */
  seed: string;
  changes: string[];
  /** What was said in refusing it, or went wrong. */
  message: string;
  /** Of a failure: what is wrong with it. */
  fault?: string;
  /** Of a failure: where it arose. */
  stack?: string;
}

/** Tries cases, one after another, and outlives whatever they do. */
export interface Bench {
  attempt: (number: number) => Promise<Outcome>;
  close: () => Promise<void>;
}
