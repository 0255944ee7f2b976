import * as v from 'valibot';
import { layersBy, rule } from '../options/common.js';
import { optional, readBy, said, whole } from '../options/kinds.js';
import { placesOf } from './placesOf.js';

/** The strongest unit of each layer at places of an image, projected. */
export const options = v.strictObject({
  layers: layersBy('layers'),
  at: optional(
    said(
      readBy(placesOf),
      'pixels of the image as the network sees it: row,column row,column; default: where the deepest layer responds most',
    ),
  ),
  places: optional(said(whole(1, 64), 'how many, where none are named'), 12),
  rule,
});
