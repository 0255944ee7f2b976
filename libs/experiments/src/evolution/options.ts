import * as v from 'valibot';
import { channels, layersBy, rule, seed } from '../options/common.js';
import { number, optional, said } from '../options/kinds.js';

/** Feature maps through the training of a network (Zeiler & Fergus 2013, Figure 4). */
export const options = v.strictObject({
  layers: layersBy('layers'),
  channels: channels('random:6'),
  seed: seed('chooses the random feature maps'),
  rule,
  changed: optional(said(number(), 'a feature counts as changed below this similarity'), 0.5),
});
