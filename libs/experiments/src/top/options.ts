import * as v from 'valibot';
import { channels, layersBy, rule, seed } from '../options/common.js';
import { optional, said, whole } from '../options/kinds.js';

/** What excites feature maps most (Zeiler & Fergus 2013, Figure 2). */
export const options = v.strictObject({
  layers: layersBy('layer'),
  channels: channels('random:16'),
  seed: seed('chooses the random feature maps'),
  k: optional(said(whole(1), 'how many images to keep for each map'), 9),
  rule,
});
