import * as v from 'valibot';
import { inRows, type Disagreement } from './Disagreement.js';
import { answer, quantified, told } from './answer.js';
import { atLeast } from './atLeast.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { picture } from './unit.js';
import { atLeastOne, atLeastZero, colour, count, finite, oneOf, side, text } from './values.js';

/** How an answer is attributed: to pixels (Sundararajan et al. 2017), or to places of a layer (Selvaraju et al. 2017). */
export const METHODS = ['integrated-gradients', 'grad-cam'] as const;

export type MethodName = (typeof METHODS)[number];

const image = v.strictObject({
  /** As it was named to the probe. */
  image: text,
  /** As the network sees it. */
  picture: v.optional(picture),
  /** The same with what speaks for the class in orange and what speaks against it in blue; full colour is ± the scale. */
  heat: v.optional(v.strictObject({ picture, scale: atLeastZero })),
  classIndex: count,
  /** Name of the class. */
  label: text,
  /** Of the class, under the name of what it is. */
  ...quantified(finite),
  /** Parts of the image, alike to a pixel, from the top left. */
  grid: v.strictObject({ rows: side, cols: side }),
  /**
   * Rows of columns. Integrated gradients: the sum over the pixels of each part, in units of what is answered. Grad-CAM: the
   * layer's maps, weighted by what the class's score owes to each, and rectified.
   */
  map: atLeast(1, v.array(finite)),
  /** Integrated gradients only: what all attributions add up to, and what they should: what is answered for the class less the same of the baseline. */
  completeness: v.optional(
    v.strictObject({ sum: finite, difference: finite, baseline: finite, fill: colour }),
  ),
});

/** Which parts of an image an answer is owed to. */
const schema = v.strictObject({
  ...header,
  answer,
  probe: oneOf('attribute'),
  options: v.strictObject({
    method: oneOf(...METHODS),
    /** Points on the way from baseline to image, of integrated gradients. */
    steps: v.optional(atLeastOne),
    /** The baseline, of integrated gradients: `grey`, `mean` (of the image), or red, green, blue from 0 to 255. */
    fill: v.optional(text),
    /** Whose maps are weighted, of Grad-CAM. */
    layer: v.optional(text),
    /** How images were brought to the network's size. */
    fit: text,
  }),
  images: v.array(image),
});

export type AttributeResults = v.InferOutput<typeof schema>;
export type AttributeResultsImage = AttributeResults['images'][number];

/** The document of `attribute`. */
export const attributeFormat: Format<AttributeResults> = {
  probe: 'attribute',
  schema,
  disagreements,
};

function disagreements({ images }: AttributeResults): Disagreement[] {
  return images.flatMap(({ map, grid: { rows, cols }, ...image }, i) => [
    ...told(`images[${i}].`, image),
    ...inRows(`images[${i}].map`, map, { rows, columns: cols, of: `images[${i}].grid` }),
  ]);
}
