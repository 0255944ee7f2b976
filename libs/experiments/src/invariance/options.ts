import { TRANSFORMS } from '@deconv/results';
import * as v from 'valibot';
import { classIndex, fill, layersBy } from '../options/common.js';
import { choice, number, optional, said } from '../options/kinds.js';

/** What becomes of features and answer as images are moved (Zeiler & Fergus 2013, Figure 5). */
export const options = v.strictObject({
  transform: said(choice(TRANSFORMS), TRANSFORMS.join(', ')),
  layers: layersBy('layers'),
  from: optional(said(number(), "first value; default: the paper's, by input size")),
  to: optional(said(number(), 'last value: pixels down or right, factor, degrees')),
  step: optional(said(number(), 'from one value to the next')),
  classIndex,
  fill: optional(fill, 'mean'),
});
