import * as v from 'valibot';
import { count, finite, header, text } from './header.js';

/**
 * A picture: a URL reference, relative to the document. That of a file beside it, or a `data:` URL where the document
 * stands alone.
 */
const picture = text;

const entry = v.strictObject({
  /** The image that the unit responded to, as it was named to the probe. */
  image: text,
  /** Row and column of the unit in its map. */
  at: v.tuple([count, count]),
  activation: finite,
  /** In pixels of the network's input, clipped to it. */
  receptiveField: v.strictObject({ top: count, left: count, height: count, width: count }),
  /** The pixels in the receptive field, of its height and width. */
  patch: picture,
  /** The projection in the receptive field, of its height and width: 128 is zero, 1 and 255 are −scale and scale. */
  projection: picture,
  /** What is drawn white in the projection's picture, in units of preprocessed pixels; 0 where all of it is zero. */
  scale: v.pipe(finite, v.minValue(0)),
});

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
