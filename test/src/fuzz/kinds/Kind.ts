import type { Random } from '@deconv/datasets';

/** Files by name: a model's folder, or one image or document. */
export type Files = Record<string, Uint8Array<ArrayBuffer>>;

/** What is changed to make cases. */
export interface Seed {
  name: string;
  files: Files;
}

/** Files that were changed, and how. */
export interface Input {
  /** Name of the seed. */
  seed: string;
  files: Files;
  /** What was changed, in words. */
  changes: string[];
}

/** One kind of what comes from outside. */
export interface Kind {
  /** What it is changed from: sound, and small. */
  seeds: () => Promise<Seed[]>;
  /** Files that once went wrong; none where they do not lie beside the checkout. */
  faults: () => Promise<Seed[]>;
  mutate: (seed: Seed, random: Random) => Input;
  /** Does with files what the product does. @throws what the product throws */
  attempt: (files: Files) => Promise<void>;
}
