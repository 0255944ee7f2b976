import * as v from 'valibot';
import { accuracyFields, classifierOptions, shape } from './accuracy.js';
import { count, finite, header, text } from './header.js';

const atLeastOne = v.pipe(count, v.minValue(1));
const positive = v.pipe(finite, v.gtValue(0));

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
export const transferSchema = v.strictObject({
  ...header,
  probe: v.literal('transfer'),
  options: v.strictObject({
    ...classifierOptions,
    /** Whose activations the classifier reads; everything up to it is frozen. */
    layer: text,
    /** Images of each class that are learned from. */
    perClass: v.pipe(v.array(atLeastOne), v.minLength(1)),
  }),
  classes: v.pipe(v.array(text), v.minLength(2)),
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
      seconds: v.pipe(finite, v.minValue(0)),
      measures: v.array(
        v.strictObject({ perClass: atLeastOne, tested: atLeastOne, ...accuracyFields }),
      ),
    }),
  ),
});

export type TransferResults = v.InferOutput<typeof transferSchema>;
