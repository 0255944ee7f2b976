import type { Results } from '@deconv/results';
import type { Held } from '../ModelShelf.js';

/** What an experiment works with. */
export interface ProbeContext extends Pick<Held, 'model' | 'summary'> {
  signal: AbortSignal;
  onProgress: (fraction: number, message: string) => void;
  /** Gets what is there so far. */
  onPart: (part: Results) => void;
  /** Takes another network off the shelf. */
  take: (url: string) => Promise<Held>;
}
