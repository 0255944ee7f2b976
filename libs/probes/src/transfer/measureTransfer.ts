import { LinearClassifier, type Examples } from './LinearClassifier.js';
import { scaled, scalingOf } from './scaling.js';

/** Numbers of images. */
export interface Fold {
  /** Learned from. */
  trained: readonly number[];
  /** Never learned from. */
  tested: readonly number[];
}

/** All images of a data set. */
export interface FeatureTable extends Examples {
  classes: number;
}

export interface TransferOptions {
  /** Factors on half the squared weights to choose among, the strongest first. */
  strengths: readonly number[];
  signal?: AbortSignal;
  /** Called as each fold ends. */
  onFold?: (done: number) => void;
}

/** Of a class's images that are learned from, one in so many is held out to choose the strength by. */
const HELD_OUT_OF = 5;

/**
 * A softmax classifier on frozen features (Zeiler & Fergus 2013, Section 4.2): learned on each fold's images, and measured on
 * its others by the mean over classes of the share that is right. The strength of its weight decay is chosen once, on
 * the first fold: a fifth of its images of each class is held out for that, and no test image takes part.
 * @returns the accuracy of each fold, and the chosen strength
 * @throws the signal's reason when it aborts
 */
export async function measureTransfer(
  table: FeatureTable,
  folds: readonly Fold[],
  { strengths, signal, onFold }: TransferOptions,
): Promise<{ strength: number; folds: number[] }> {
  const stop = signal && { signal };
  const strength = await chooseStrength(table, folds[0]!.trained, strengths, stop);
  const accuracies: number[] = [];
  for (const { trained, tested } of folds) {
    const { learned, measured } = scaledParts(table, trained, tested);
    const { classes } = table;
    const classifier = await LinearClassifier.learn(learned, { classes, strength, ...stop });
    accuracies.push(
      meanClassAccuracy(await classifier.answers(measured.features), measured.labels),
    );
    onFold?.(accuracies.length);
  }
  return { strength, folds: accuracies };
}

/** Of the strongest decay that answers best; the middle one, where a class has but one image to learn from. */
async function chooseStrength(
  table: FeatureTable,
  trained: readonly number[],
  strengths: readonly number[],
  stop: { signal: AbortSignal } | undefined,
): Promise<number> {
  const { kept, heldOut } = heldOutOf(table, trained);
  if (strengths.length === 1 || !heldOut.length)
    return strengths[Math.floor(strengths.length / 2)]!;
  const { learned, measured } = scaledParts(table, kept, heldOut);
  let best = { strength: strengths[0]!, accuracy: -1 };
  let from: LinearClassifier | undefined;
  for (const strength of strengths) {
    const options = { classes: table.classes, strength, ...(from && { from }), ...stop };
    from = await LinearClassifier.learn(learned, options);
    const accuracy = meanClassAccuracy(await from.answers(measured.features), measured.labels);
    if (accuracy > best.accuracy) best = { strength, accuracy };
  }
  return best.strength;
}

function heldOutOf({ labels }: FeatureTable, trained: readonly number[]) {
  const seen = new Map<number, number>();
  const [kept, heldOut]: [number[], number[]] = [[], []];
  const total = new Map<number, number>();
  for (const image of trained) total.set(labels[image]!, (total.get(labels[image]!) ?? 0) + 1);
  for (const image of trained) {
    const label = labels[image]!;
    const nth = (seen.get(label) ?? 0) + 1;
    seen.set(label, nth);
    const few = total.get(label)! < HELD_OUT_OF && total.get(label)! > 1 && nth === 1;
    (nth % HELD_OUT_OF === 0 || few ? heldOut : kept).push(image);
  }
  return { kept, heldOut };
}

function scaledParts(
  { features, labels }: FeatureTable,
  trained: readonly number[],
  tested: readonly number[],
): { learned: Examples; measured: Examples } {
  const size = features.length / labels.length;
  const [learned, measured] = [trained, tested].map((images) => ({
    features: rowsOf(features, size, images),
    labels: Int32Array.from(images, (image) => labels[image]!),
  })) as [Examples, Examples];
  const scaling = scalingOf(learned.features, size);
  return {
    learned: { ...learned, features: scaled(learned.features, scaling) },
    measured: { ...measured, features: scaled(measured.features, scaling) },
  };
}

function rowsOf(features: Float32Array, size: number, rows: readonly number[]): Float32Array {
  const chosen = new Float32Array(rows.length * size);
  rows.forEach((row, i) => chosen.set(features.subarray(row * size, (row + 1) * size), i * size));
  return chosen;
}

/** Mean over classes of the share of each one's images that are answered right; classes without an image do not count. */
export function meanClassAccuracy(answers: ArrayLike<number>, labels: Int32Array): number {
  const shares = new Map<number, { right: number; all: number }>();
  labels.forEach((label, i) => {
    const share = shares.get(label) ?? { right: 0, all: 0 };
    share.all++;
    if (answers[i] === label) share.right++;
    shares.set(label, share);
  });
  let sum = 0;
  for (const { right, all } of shares.values()) sum += right / all;
  return sum / shares.size;
}
