import type { MapShape } from '@deconv/geometry';
import { meanOf } from '@deconv/pictures';
import { LinearClassifier, type Examples } from './LinearClassifier.js';
import { commonScalingOf, scaled } from './scaling.js';

/** Features of few images, as a map each. */
export interface FewImages extends Examples {
  classes: number;
  /** Of the features of one image. */
  shape: MapShape;
  /** Features of images to be classified: [images, features]. */
  asked: Float32Array;
}

/** What is said of an image. */
export interface FewAnswer {
  /** By class, 0–1. Of an image that was learned from, by a classifier that never saw it; null where it is its class's only one. */
  probabilities: number[] | null;
  /**
   * [classes, height, width]: how much each place speaks for each class, in nats of its score. Over all places, and with the
   * class's offset, they add up to the score; over all classes, to 0.
   */
  evidence: Float32Array<ArrayBuffer>;
}

export interface FewLearned {
  learned: FewAnswer[];
  asked: FewAnswer[];
  /** By class: its score where all places are silent. */
  offsets: number[];
}

/** Factor on half the squared weights. Few images cannot choose one: it is one of those that `deconv transfer` tries. */
export const FEW_STRENGTH = 1e-3;

interface LearnFewOptions {
  signal?: AbortSignal;
  /** Called as each classifier is learned. */
  onLearned?: (done: number, total: number) => void;
}

/**
 * A softmax classifier on the frozen features of few images (Zeiler & Fergus 2013, Section 4.2), which places of an image it
 * decides by, and how it does on images that it has not seen: each image is answered by a classifier that learned all others.
 * @throws RangeError where fewer than two classes have an image; the signal's reason when it aborts
 */
export async function learnFew(
  table: FewImages,
  { signal, onLearned }: LearnFewOptions = {},
): Promise<FewLearned> {
  requireTwo(table);
  const { labels, features, shape, asked } = table;
  const all = Array.from(labels, (_, i) => i);
  const stop = signal && { signal };
  const left = all.filter((i) => labels.some((label, k) => k !== i && label === labels[i]));
  const whole = await learn(table, all, stop);
  onLearned?.(1, 1 + left.length);
  const unseen = new Map<number, number[]>();
  for (const i of left) {
    const others = await learn(
      table,
      all.filter((k) => k !== i),
      stop,
    );
    unseen.set(i, softmax(others.scores(rowOf(features, i, labels.length))));
    onLearned?.(1 + unseen.size, 1 + left.length);
  }
  const size = shape.height * shape.width * shape.channels;
  const count = asked.length / size;
  return {
    offsets: centred(whole.offsets),
    learned: all.map((i) => ({
      probabilities: unseen.get(i) ?? null,
      evidence: evidenceOf(whole, rowOf(features, i, labels.length), shape),
    })),
    asked: Array.from({ length: count }, (_, i) => {
      const row = rowOf(asked, i, count);
      return {
        probabilities: softmax(whole.scores(row)),
        evidence: evidenceOf(whole, row, shape),
      };
    }),
  };
}

function requireTwo({ labels }: FewImages): void {
  const known = new Set(labels).size;
  if (known < 2)
    throw new RangeError(
      `There are images of ${known} class${known === 1 ? '' : 'es'}; expected at least two.`,
    );
}

/** A classifier with the scaling of what it learned from. */
interface Head {
  classes: number;
  /** [features, classes] */
  weights: Float32Array;
  offsets: number[];
  scale: (features: Float32Array) => Float32Array;
  scores: (features: Float32Array) => number[];
}

async function learn(
  { features, labels, classes }: FewImages,
  images: readonly number[],
  stop: { signal: AbortSignal } | undefined,
): Promise<Head> {
  const size = features.length / labels.length;
  const chosen = new Float32Array(images.length * size);
  images.forEach((i, k) => chosen.set(features.subarray(i * size, (i + 1) * size), k * size));
  const scaling = commonScalingOf(chosen, size);
  const examples = {
    features: scaled(chosen, scaling),
    labels: Int32Array.from(images, (i) => labels[i]!),
  };
  const { parameters } = await LinearClassifier.learn(examples, {
    ...{ classes, strength: FEW_STRENGTH, tolerance: TOLERANCE },
    ...stop,
  });
  const weights = parameters.subarray(0, size * classes);
  const offsets = [...parameters.subarray(size * classes)];
  const scale = (row: Float32Array): Float32Array => scaled(row, scaling);
  const scores = (row: Float32Array): number[] => {
    const sums = [...offsets];
    scale(row).forEach((value, i) => {
      for (let k = 0; k < classes; k++) sums[k]! += value * weights[i * classes + k]!;
    });
    return sums;
  };
  return { classes, weights, offsets, scale, scores };
}

/** Few images are soon learned: to the end, so that it does not matter which processor adds up. */
const TOLERANCE = 1e-6;

/** What each place adds to the scores, less its mean over classes, which changes no probability. */
function evidenceOf(
  { classes, weights, scale }: Head,
  row: Float32Array,
  { height, width, channels }: MapShape,
): Float32Array<ArrayBuffer> {
  const values = scale(row);
  const places = height * width;
  const evidence = new Float32Array(classes * places);
  for (let place = 0; place < places; place++) {
    const sums = new Array<number>(classes).fill(0);
    for (let i = place * channels; i < (place + 1) * channels; i++)
      for (let k = 0; k < classes; k++) sums[k]! += values[i]! * weights[i * classes + k]!;
    centred(sums).forEach((sum, k) => (evidence[k * places + place] = sum));
  }
  return evidence;
}

function rowOf(features: Float32Array, i: number, count: number): Float32Array {
  const size = features.length / count;
  return features.subarray(i * size, (i + 1) * size);
}

function centred(values: readonly number[]): number[] {
  const mean = meanOf(values);
  return values.map((value) => value - mean);
}

function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
