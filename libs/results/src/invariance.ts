import * as v from 'valibot';
import { answer, quantified, told } from './answer.js';
import { atLeast } from './atLeast.js';
import { byName } from './byName.js';
import { asMany, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { named } from './explain.js';
import { header } from './header.js';
import { missingLayers } from './missingLayers.js';
import { quantityIn } from './quantity.js';
import { picture } from './unit.js';
import { colour, count, finite, oneOf, text } from './values.js';

/** How an image is moved, and by how much: pixels down, pixels to the right, a factor, degrees clockwise. */
export const TRANSFORMS = ['translate-y', 'translate-x', 'scale', 'rotate'] as const;

export type TransformName = (typeof TRANSFORMS)[number];

const image = v.strictObject({
  /** As it was named to the probe. */
  image: text,
  /** As the network sees it, where a folder was written and the image is among the first ones. */
  picture: v.optional(picture),
  /** Red, green, blue of what is seen outside of it, 0–255. */
  fill: colour,
  /** By how much it was moved: pixels, a factor, or degrees. */
  values: atLeast(1, finite),
  /** For each layer and value, the Euclidean distance of its feature vector to that of the image as it is. */
  distance: byName(v.array(finite)),
  /** For each of the values, that of the class, under the name of what it is. */
  ...quantified(v.array(finite)),
  classIndex: count,
  /** Name of the class. */
  label: text,
  /** For each layer, from 1 (features stay the same) to 0 (they have nothing in common); null where nothing was moved. */
  score: byName(v.nullable(finite)),
});

/** What becomes of features and answer as images are moved (Zeiler & Fergus 2013, Figure 5). */
const schema = v.strictObject({
  ...header,
  answer,
  probe: oneOf('invariance'),
  options: v.strictObject({
    transform: oneOf(...TRANSFORMS),
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
  score: byName(v.nullable(finite)),
});

export type InvarianceResults = v.InferOutput<typeof schema>;
export type InvarianceResultsImage = InvarianceResults['images'][number];

/** The document of `invariance`. */
export const invarianceFormat: Format<InvarianceResults> = {
  probe: 'invariance',
  schema,
  disagreements,
};

function disagreements(results: InvarianceResults): Disagreement[] {
  const { layers } = results.options;
  return [
    ...missingLayers('score', results.score, layers),
    ...results.images.flatMap(({ values, distance, score, ...image }, i) => {
      const at = `images[${i}]`;
      const quantity = quantityIn(image);
      const fitting = (path: string, list: readonly number[]) =>
        asMany(`${at}.${path}`, list, values.length, `${at}.values`);
      return [
        ...told(`${at}.`, image),
        ...fitting(quantity, image[quantity] ?? []),
        ...missingLayers(`${at}.distance`, distance, layers),
        ...missingLayers(`${at}.score`, score, layers),
        ...Object.entries(distance).flatMap(([layer, list]) =>
          fitting(`distance${named(layer)}`, list),
        ),
      ];
    }),
  ];
}
