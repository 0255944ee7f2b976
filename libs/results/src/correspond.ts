import * as v from 'valibot';
import { byName } from './byName.js';
import type { Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { named } from './explain.js';
import { header } from './header.js';
import { missingLayers } from './missingLayers.js';
import { atLeastOne, count, oneOf, share, text } from './values.js';

const spread = v.strictObject({
  /** Mean, over pairs of images, of the share of positions whose signs differ. */
  mean: share,
  /** Standard deviation over pairs (their squares divided by how many there are). */
  sd: share,
  /** 95 % bootstrap interval of the mean; images were resampled, since pairs that share one are not independent. */
  interval: v.strictTuple([share, share]),
  /** How many pairs were counted; of random masks, those of all draws. */
  pairs: atLeastOne,
});

const signChange = v.strictObject({
  /** Over all positions of the layer, with signs −1, 0 and 1. */
  all: spread,
  /** Over positions where not both differences are zero; pairs without any are left out. Null where no pair has any. */
  active: v.nullable(spread),
});

/** How alike the changes are that masking one part makes in different images (Zeiler & Fergus 2013, Table 1). */
const schema = v.strictObject({
  ...header,
  probe: oneOf('correspond'),
  options: v.strictObject({
    layers: v.array(text),
    /** Side of the square that masks, in pixels of the network's input. */
    size: atLeastOne,
    /** How many masks at random, of each kind. */
    draws: atLeastOne,
    seed: count,
    /** Colour of the square: `grey`, `mean` (of the image), or red, green, blue from 0 to 255. */
    fill: text,
    /** How images were brought to the network's size. */
    fit: text,
    /** Name of the file that says where parts are. */
    landmarks: text,
  }),
  /** Parts that were not masked in an image that was looked at, and why. */
  skippedParts: v.array(v.strictObject({ image: text, part: text, reason: text })),
  /**
   * By part and layer. Beside the parts that the landmarks name stand two controls: `random`, masked at a place for each
   * image, and `random shared`, at one place for all of them.
   */
  parts: byName(byName(signChange)),
});

export type CorrespondResults = v.InferOutput<typeof schema>;

/** The document of `correspond`. */
export const correspondFormat: Format<CorrespondResults> = {
  probe: 'correspond',
  schema,
  disagreements,
};

function disagreements({ options, parts }: CorrespondResults): Disagreement[] {
  return Object.entries(parts).flatMap(([part, changes]) =>
    missingLayers(`parts${named(part)}`, changes, options.layers),
  );
}
