import * as v from 'valibot';
import { accuracyFields, classifierOptions, shape } from './accuracy.js';
import { count, finite, header, text } from './header.js';
import { overlap } from './transfer.js';

const atLeastOne = v.pipe(count, v.minValue(1));

/** How well a linear classifier tells classes apart by each layer's features (Zeiler & Fergus 2013, Table 7). */
export const layersSchema = v.strictObject({
  ...header,
  probe: v.literal('layers'),
  options: v.strictObject({
    ...classifierOptions,
    /** Images of each class that are learned from. */
    perClass: atLeastOne,
  }),
  classes: v.pipe(v.array(text), v.minLength(2)),
  /** Null where no folder was named to compare with. */
  overlap: v.nullable(overlap),
  /** Test images of one fold, of all classes together. */
  tested: atLeastOne,
  /** In the order that was asked for; from the pixels up where none was. */
  layers: v.array(
    v.strictObject({
      layer: text,
      kind: text,
      /** Of the layer, and as the classifier reads it. */
      shape,
      pooled: shape,
      /** That of `options.strengths` which was chosen. */
      strength: v.pipe(finite, v.gtValue(0)),
      ...accuracyFields,
    }),
  ),
});

export type LayersResults = v.InferOutput<typeof layersSchema>;
