import * as v from 'valibot';
import { classIndex, fill, rule, size } from '../options/common.js';
import { choice, name, optional, said, whole, yesNo } from '../options/kinds.js';

/** What a square in the way changes (Zeiler & Fergus 2013, Figure 7). */
export const options = v.strictObject({
  size,
  stride: optional(said(whole(1), 'pixels between two places; default: size / 4')),
  fill: optional(fill, 'grey'),
  classIndex,
  watch: optional(
    said(
      choice(['probability', 'logit']),
      'probability, or logit: what the last softmax or sigmoid reads; default: probability',
    ),
  ),
  layer: optional(
    said(name, 'whose map to watch; default: the deepest with places that the rule can project'),
  ),
  channel: optional(said(whole(0), 'feature map; default: the strongest')),
  naive: optional(said(yesNo, 'whole passes only: the same numbers, slower')),
  k: optional(said(whole(1), 'in how many of the others, at most'), 3),
  rule,
});
