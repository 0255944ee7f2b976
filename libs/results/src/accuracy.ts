import * as v from 'valibot';
import { count, finite } from './header.js';

const share = v.pipe(finite, v.minValue(0), v.maxValue(1));

/** How well a classifier answers on images that it has not seen, over several draws of the images that it learns from. */
export const accuracyFields = {
  /** One a draw: mean over classes of the share of each one's test images that are answered right. */
  folds: v.pipe(v.array(share), v.minLength(1)),
  /** Of the folds. */
  mean: share,
  /** Standard deviation over the folds, their squares divided by one fewer than there are. Null of one fold. */
  sd: v.nullable(v.pipe(finite, v.minValue(0))),
};

export type Accuracy = v.InferOutput<ReturnType<typeof v.strictObject<typeof accuracyFields>>>;

/** How a linear classifier on frozen features was drawn, chosen and measured. */
export const classifierOptions = {
  /** How many draws of the images that are learned from. */
  folds: v.pipe(count, v.minValue(1)),
  /** At most so many other images of each class are tested. */
  test: v.pipe(count, v.minValue(1)),
  seed: count,
  /** Factors on half the squared weights that were tried, the strongest first. */
  strengths: v.pipe(v.array(v.pipe(finite, v.gtValue(0))), v.minLength(1)),
  /** Maps with more values than this are averaged over a grid. */
  most: v.pipe(count, v.minValue(1)),
  /** How images were brought to the network's size. */
  fit: v.string(),
};

/** Height, width and channels. */
export const shape = v.tuple([count, count, count]);
