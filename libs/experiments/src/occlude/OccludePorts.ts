import type { OccludeResults } from '@deconv/results';
import type { Photos, Ports } from '../Ports.js';

/** The first of the photos is the one that the square slides over. */
export interface OccludePorts extends Ports {
  /** Other photos, in which the map is projected, too. */
  others: Photos;
  /** May ask for what is there so far, coarse to fine. Maps hold NaN where nothing is yet. */
  onPart?: (make: () => OccludeResults) => void;
}
