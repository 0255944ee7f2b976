import type { Place } from './places.js';
import type { Reading } from './reading.js';

/** What was found at some places at once. */
export interface Pass {
  places: readonly Place[];
  /** One a place. */
  readings: Reading[];
  /** Multiply-adds that it took. */
  multiplyAdds: number;
}
