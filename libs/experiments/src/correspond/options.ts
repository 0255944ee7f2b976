import * as v from 'valibot';
import { fill, layersBy, seed, size } from '../options/common.js';
import { optional, said, whole } from '../options/kinds.js';

/** How alike the changes are that masking one part makes in different images (Zeiler & Fergus 2013, Table 1). */
export const options = v.strictObject({
  layers: layersBy('layers'),
  size,
  draws: optional(said(whole(1), 'squares at random, of each kind'), 20),
  seed: seed('of the random squares, and the intervals'),
  fill: optional(fill, 'mean'),
});
