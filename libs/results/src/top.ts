import * as v from 'valibot';
import { count, header, text } from './header.js';
import { unitFields } from './unit.js';

const entry = v.strictObject(unitFields);

const map = v.strictObject({
  channel: count,
  /** At most k, at most one an image, the strongest first. */
  entries: v.array(entry),
});

const layer = v.strictObject({
  layer: text,
  /** How many feature maps the layer has; the document may hold a part of them. */
  channels: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** In the order of their channels. */
  maps: v.array(map),
});

/** The strongest activations of feature maps over a data set, projected (Zeiler & Fergus 2013, Figure 2). */
export const topSchema = v.strictObject({
  ...header,
  probe: v.literal('top'),
  options: v.strictObject({
    k: v.pipe(v.number(), v.integer(), v.minValue(1)),
    /** How signals were rectified on the way down. */
    rule: text,
    /** How images were brought to the network's size. */
    fit: text,
    /** Which maps were asked for, as it was said: `0-15`, `all`, `random:16`. */
    channels: text,
    /** Chose among the maps, where they were chosen at random. */
    seed: count,
  }),
  layers: v.array(layer),
});

export type TopResults = v.InferOutput<typeof topSchema>;
export type TopResultsLayer = v.InferOutput<typeof layer>;
export type TopResultsEntry = v.InferOutput<typeof entry>;
