import * as v from 'valibot';
import { atLeast } from './atLeast.js';
import { asMany, atMost, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { picture } from './unit.js';
import {
  atLeastOne,
  atLeastZero,
  count,
  fingerprint,
  oneOf,
  positive,
  share,
  text,
} from './values.js';

/** Share of images that are answered wrong, and the mean cross-entropy in nats. */
const score = v.strictObject({ error: share, loss: atLeastZero });

const spread = v.strictObject({
  mean: share,
  /** Standard deviation over seeds, their squares divided by one fewer than there are. Null of one seed. */
  sd: v.nullable(atLeastZero),
});

/** A convolution as `diagnose` finds it; there its words are explained. */
const layer = v.strictObject({
  layer: text,
  filters: atLeastOne,
  size: atLeastOne,
  stride: atLeastOne,
  /** Root mean square of the middle filter and of the largest. */
  rms: v.strictObject({ median: atLeastZero, largest: atLeastZero }),
  dominant: count,
  dominated: count,
  /** Never active over the images that validate. Null where no rectifier follows. */
  dead: v.nullable(count),
  /** Pairs. */
  duplicates: count,
  spectrum: v.nullable(v.strictObject({ low: share, mid: share, high: share })),
  aliasing: v.nullable(v.strictObject({ photographs: share, noise: share })),
});

const run = v.strictObject({
  seed: count,
  fingerprint,
  /** What the training took, since it was begun or, where it was interrupted, gone on with for the last time. */
  seconds: atLeastZero,
  /** Of the finished network, without dropout, in the centre of each image. */
  training: score,
  validation: score,
  /** Share of validation images answered wrong after each epoch. */
  course: v.array(share),
  layers: v.array(layer),
  /** The filters of the first convolution, each by its own largest weight; 128 is zero. */
  filters: picture,
});

/**
 * Networks that differ in one thing, trained alike on the same images (Zeiler & Fergus 2013, Table 3 and Figure 6).
 * `model` is the first of them, with the first seed.
 */
const schema = v.strictObject({
  ...header,
  probe: oneOf('ablate'),
  options: v.strictObject({
    seeds: atLeast(1, count),
    epochs: atLeastOne,
    stepsPerEpoch: atLeastOne,
    batchSize: atLeastOne,
    schedule: text,
    peakRate: positive,
    warmUp: share,
    momentum: share,
    weightDecay: atLeastZero,
    dropout: share,
    labelSmoothing: share,
    /** How images were brought to the network's size. */
    fit: text,
    /** Images of each class that were learned from, at most; null for all. */
    perClass: v.nullable(atLeastOne),
  }),
  classes: atLeast(2, text),
  /** How many images were learned from, and how many measured by. */
  images: v.strictObject({ training: atLeastOne, validation: atLeastOne }),
  networks: atLeast(
    1,
    v.strictObject({
      /** Of the architecture, and of what else tells it apart. */
      name: text,
      architecture: text,
      inputSize: atLeastOne,
      batchNorm: v.boolean(),
      /** Largest root mean square that a convolution filter may have; null where it is not limited. */
      filterLimit: v.nullable(positive),
      /** Weights and biases of the finished network. */
      parameters: atLeastOne,
      training: spread,
      validation: spread,
      /** One for each of `options.seeds`. */
      runs: atLeast(1, run),
    }),
  ),
});

export type AblateResults = v.InferOutput<typeof schema>;
export type AblateNetwork = AblateResults['networks'][number];
export type AblateRun = AblateNetwork['runs'][number];

/** The document of `ablate`. */
export const ablateFormat: Format<AblateResults> = { probe: 'ablate', schema, disagreements };

function disagreements({ options, networks }: AblateResults): Disagreement[] {
  return networks.flatMap(({ runs }, n) => [
    ...asMany(`networks[${n}].runs`, runs, options.seeds.length, 'options.seeds'),
    ...runs.flatMap(({ course }, r) =>
      atMost(`networks[${n}].runs[${r}].course`, course, options.epochs, 'options.epochs'),
    ),
  ]);
}
