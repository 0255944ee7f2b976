import type { CorrespondResults } from '@deconv/results';
import { scaleLinear } from 'd3-scale';
import { rangeOf } from '../../drawing/chart/rangeOf.js';
import type { Count } from './Count.js';

/** Width of a drawing of a share, in its own units. */
export const WIDTH = 200;
/** Room for a dot at either end. */
const INSET = 8;

/** One scale for all parts and layers, so that what is compared can be: from the lowest whisker to the highest. */
export function scaleOf({ parts }: CorrespondResults, count: Count) {
  const ends = Object.values(parts)
    .flatMap((layers) => Object.values(layers))
    .flatMap((change) => change[count]?.interval ?? []);
  const domain = ends.length ? rangeOf([ends]) : [0, 1];
  return scaleLinear(domain, [INSET, WIDTH - INSET]).nice(4);
}

export type ShareScale = ReturnType<typeof scaleOf>;
