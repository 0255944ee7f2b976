import { METHODS } from '@deconv/results';
import * as v from 'valibot';
import { classIndex, fill } from '../options/common.js';
import { choice, name, optional, said, whole } from '../options/kinds.js';

/** Which parts of an image an answer is owed to (Sundararajan et al. 2017, Selvaraju et al. 2017). */
export const options = v.strictObject({
  method: optional(said(choice(METHODS), METHODS.join(', ')), 'integrated-gradients'),
  classIndex,
  steps: optional(said(whole(1, 1000), 'on the way from the baseline; default: 50')),
  fill: optional(said(fill, 'baseline: grey, mean (of the image), or R,G,B; default: 0,0,0')),
  layer: optional(said(name, 'whose maps are weighted; default: the deepest with places')),
});
