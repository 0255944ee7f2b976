import * as v from 'valibot';
import { accuracyFields, classifierOptions, shape } from './accuracy.js';
import { atLeast } from './atLeast.js';
import { atMost, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { overlap } from './transfer.js';
import { atLeastOne, oneOf, positive, text } from './values.js';

/** How well a linear classifier tells classes apart by each layer's features (Zeiler & Fergus 2013, Table 7). */
const schema = v.strictObject({
  ...header,
  probe: oneOf('layers'),
  options: v.strictObject({
    ...classifierOptions,
    /** Images of each class that are learned from. */
    perClass: atLeastOne,
  }),
  classes: atLeast(2, text),
  /** Null where no folder was named to compare with. */
  overlap: v.nullable(overlap),
  /** Test images of one fold, of all classes together. */
  tested: atLeastOne,
  /** In the order that was asked for; from the pixels up where none was. */
  layers: atLeast(
    1,
    v.strictObject({
      layer: text,
      kind: text,
      /** Of the layer, and as the classifier reads it. */
      shape,
      pooled: shape,
      /** That of `options.strengths` which was chosen. */
      strength: positive,
      ...accuracyFields,
    }),
  ),
});

export type LayersResults = v.InferOutput<typeof schema>;

/** The document of `layers`. */
export const layersFormat: Format<LayersResults> = { probe: 'layers', schema, disagreements };

function disagreements({ options, layers }: LayersResults): Disagreement[] {
  return layers.flatMap(({ folds }, l) =>
    atMost(`layers[${l}].folds`, folds, options.folds, 'options.folds'),
  );
}
