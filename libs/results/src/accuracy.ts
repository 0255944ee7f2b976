import * as v from 'valibot';
import { atLeastOne, atLeastZero, count, positive, share, text } from './values.js';
import { atLeast } from './atLeast.js';

/** How well a classifier answers on images that it has not seen, over several draws of the images that it learns from. */
export const accuracyFields = {
  /** One a draw: mean over classes of the share of each one's test images that are answered right. */
  folds: atLeast(1, share),
  /** Of the folds. */
  mean: share,
  /** Standard deviation over the folds, their squares divided by one fewer than there are. Null of one fold. */
  sd: v.nullable(atLeastZero),
};

export type Accuracy = v.InferOutput<ReturnType<typeof v.strictObject<typeof accuracyFields>>>;

/** How a linear classifier on frozen features was drawn, chosen and measured. */
export const classifierOptions = {
  /** How many draws of the images that are learned from. */
  folds: atLeastOne,
  /** At most so many other images of each class are tested. */
  test: atLeastOne,
  seed: count,
  /** Factors on half the squared weights that were tried, the strongest first. */
  strengths: atLeast(1, positive),
  /** Maps with more values than this are averaged over a grid. */
  most: atLeastOne,
  /** How images were brought to the network's size. */
  fit: text,
};

/** Height, width and channels. */
export const shape = v.strictTuple([count, count, count]);
