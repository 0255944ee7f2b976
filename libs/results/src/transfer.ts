import * as v from 'valibot';
import { accuracyFields, classifierOptions, shape } from './accuracy.js';
import { atLeast } from './atLeast.js';
import { asMany, atMost, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { atLeastOne, atLeastZero, count, oneOf, positive, text } from './values.js';

/** Images of the data that are nearly the same as one that the network may have learned from; they were left out. */
export const overlap = v.strictObject({
  /** As a reader should see it: the folder that was compared. */
  with: text,
  /** How many images it holds. */
  images: count,
  /** Bits of a hash, and up to how many of them may differ in near-duplicates. */
  bits: atLeastOne,
  distance: count,
  found: v.array(v.strictObject({ image: text, like: text, distance: count })),
});

/** A network's features on other data (Zeiler & Fergus 2013, Tables 4 and 5). */
const schema = v.strictObject({
  ...header,
  probe: oneOf('transfer'),
  options: v.strictObject({
    ...classifierOptions,
    /** Whose activations the classifier reads; everything up to it is frozen. */
    layer: text,
    /** Images of each class that are learned from. */
    perClass: atLeast(1, atLeastOne),
  }),
  classes: atLeast(2, text),
  /** Of the layer, and as the classifier reads it. */
  shape,
  pooled: shape,
  /** Null where no folder was named to compare with. */
  overlap: v.nullable(overlap),
  /** One for each of `options.perClass`. */
  measures: v.array(
    v.strictObject({
      perClass: atLeastOne,
      /** Test images of one fold, of all classes together. */
      tested: atLeastOne,
      /** That of `options.strengths` which was chosen. */
      strength: positive,
      ...accuracyFields,
    }),
  ),
  /** A network that learns nothing but these images, from random weights. Null where none was asked for. */
  scratch: v.nullable(
    v.strictObject({
      architecture: text,
      parameters: atLeastOne,
      epochs: atLeastOne,
      batchSize: atLeastOne,
      peakRate: positive,
      /** Of all of its trainings together, each since it was begun or gone on with for the last time. */
      seconds: atLeastZero,
      measures: v.array(
        v.strictObject({ perClass: atLeastOne, tested: atLeastOne, ...accuracyFields }),
      ),
    }),
  ),
});

export type TransferResults = v.InferOutput<typeof schema>;

/** The document of `transfer`. */
export const transferFormat: Format<TransferResults> = { probe: 'transfer', schema, disagreements };

function disagreements({ options, measures, scratch }: TransferResults): Disagreement[] {
  const asAsked = (path: string, { folds }: { folds: readonly number[] }) =>
    atMost(`${path}.folds`, folds, options.folds, 'options.folds');
  return [
    ...asMany('measures', measures, options.perClass.length, 'options.perClass'),
    ...measures.flatMap((measure, m) => asAsked(`measures[${m}]`, measure)),
    ...(scratch?.measures ?? []).flatMap((measure, m) =>
      asAsked(`scratch.measures[${m}]`, measure),
    ),
  ];
}
