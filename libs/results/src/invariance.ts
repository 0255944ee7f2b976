import * as v from 'valibot';
import { count, finite, header, text } from './header.js';
import { picture } from './unit.js';

const byLayer = <T extends v.GenericSchema>(value: T) => v.record(text, value);

const image = v.strictObject({
  /** As it was named to the probe. */
  image: text,
  /** As the network sees it, where a folder was written and the image is among the first ones. */
  picture: v.optional(picture),
  /** Red, green, blue of what is seen outside of it, 0–255. */
  fill: v.tuple([count, count, count]),
  /** By how much it was moved: pixels, a factor, or degrees. */
  values: v.array(finite),
  /** For each layer and value, the Euclidean distance of its feature vector to that of the image as it is. */
  distance: byLayer(v.array(finite)),
  /** For each value, the probability of the class. */
  probability: v.array(finite),
  classIndex: count,
  /** Name of the class. */
  label: text,
  /** For each layer, from 1 (features stay the same) to 0 (they have nothing in common); null where nothing was moved. */
  score: byLayer(v.nullable(finite)),
});

/** What becomes of features and answer as images are moved (Zeiler & Fergus 2013, Figure 5). */
export const invarianceSchema = v.strictObject({
  ...header,
  probe: v.literal('invariance'),
  options: v.strictObject({
    transform: v.picklist(['translate-y', 'translate-x', 'scale', 'rotate']),
    from: finite,
    to: finite,
    step: finite,
    layers: v.array(text),
    /** What is seen outside of an image: `mean` (of that image), `grey`, or red, green, blue from 0 to 255. */
    fill: text,
    /** How images were brought to the network's size. */
    fit: text,
  }),
  images: v.array(image),
  /** For each layer, the mean of the images' scores. */
  score: byLayer(v.nullable(finite)),
});

export type InvarianceResults = v.InferOutput<typeof invarianceSchema>;
export type InvarianceResultsImage = InvarianceResults['images'][number];
