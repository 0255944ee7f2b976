import type { Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import type { Layout } from './graph.js';
import type { Read } from './single.js';
import type { Plan, Use } from './Use.js';
import { requireImage } from './Value.js';

/** A plan whose map has its channels where the format says: in the second axis, or in the last one. */
export const byChannels = (use: Use, layout: Layout, steps: Plan['steps'], index = 0): Plan => {
  const rank = use.dims(index).length;
  if (rank < 2) throw new RangeError('its input has no channels');
  return { steps, maps: [index], axes: [layout === 'NCHW' ? 1 : rank - 1] };
};

/** Reads an operation that looks at the rows and columns of an image's map. @param index of the input that is the map */
export const onImage =
  (layout: Layout, make: (x: MapShape, use: Use) => Op, index = 0): Read =>
  (use) => {
    requireImage(use.dims(index));
    return { ...byChannels(use, layout, [([x]) => make(x!, use)], index), exact: true };
  };
