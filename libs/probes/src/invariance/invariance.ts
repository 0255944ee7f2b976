import { pass, type Network } from '@deconv/core';
import { meanColour, meanOf } from '@deconv/pictures';
import type { TransformName } from '@deconv/results';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { classCount, mostProbable, requireOne } from '../answer.js';
import { breather } from '../breather.js';

import { transformImage } from './transformImage.js';

export interface InvarianceOptions {
  transform: TransformName;
  /** By how much the image is moved, one after the other: pixels, a factor, or degrees. */
  values: readonly number[];
  /** Whose feature vectors are compared: all activations of a layer. */
  layers: readonly string[];
  /** What is seen outside of the image: a preprocessed number for each channel. Default: the mean colour of the image. */
  fill?: readonly number[];
  /** Whose value. Default: the class that the network answers for the image as it is. */
  classIndex?: number;
  onProgress?: (progress: { done: number; total: number }) => void;
  /** Stops between two batches. */
  signal?: AbortSignal;
}

/** How a network's features and its answer change as an image is moved. */
export interface Invariance {
  values: number[];
  /** For each layer and value, the Euclidean distance of the feature vector to that of the image as it is. */
  distance: Record<string, number[]>;
  /** For each value, what the network answers for the class: a probability, or some other number. */
  answer: number[];
  classIndex: number;
  /**
   * For each layer, 1 − mean of ‖a − b‖ / √(‖a‖² + ‖b‖²) over all values that move the image: 1 where the features stay
   * the same, 0 where they have nothing in common (are orthogonal). Null where no value moves it.
   */
  score: Record<string, number | null>;
}

/** Images that pass through the network at once. */
const BATCH = 8;

/**
 * Moves an image and measures what becomes of the feature vectors of layers and of what the network answers for a class (Zeiler &
 * Fergus, Section 4.1, Figure 5).
 * @param image preprocessed, [1, height, width, channels]
 * @throws RangeError for a layer, class or value that cannot be
 * @throws the signal's reason, where it stops
 */
export async function invariance(
  network: Network,
  image: Tensor4D,
  options: InvarianceOptions,
): Promise<Invariance> {
  const { transform, values, layers, onProgress, signal } = options;
  signal?.throwIfAborted();
  requireOne('class', options.classIndex, classCount(network, 'invariance'));
  if (image.shape[0] !== 1)
    throw new RangeError(`invariance looks at one image at a time, not at ${image.shape[0]}`);
  const [, height, width, channels] = image.shape;
  const data = await image.data<'float32'>();
  const fill = options.fill ?? meanColour(data, channels);
  const [still] = await featuresOf(network, image, layers);
  const { classIndex = mostProbable(still!.answer) } = options;
  const breathe = breather();
  const found: Comparison[] = [];
  for (let from = 0; from < values.length; from += BATCH) {
    const moved = values
      .slice(from, from + BATCH)
      .map((value) => transformImage({ height, width, data }, transform, value, fill));
    const x = tf.tensor4d(joined(moved), [moved.length, height, width, channels]);
    const features = await featuresOf(network, x, layers).finally(() => x.dispose());
    for (const each of features) found.push(compare(still!, each, classIndex));
    onProgress?.({ done: found.length, total: values.length });
    await breathe();
    signal?.throwIfAborted();
  }
  return gather(found, { ...options, classIndex });
}

/** What the network makes of one image. */
interface Features {
  /** [classes] */
  answer: Float32Array;
  /** One a layer, flat. */
  vectors: Float32Array[];
}

/** @param x [images, height, width, channels] */
async function featuresOf(
  network: Network,
  x: Tensor4D,
  layers: readonly string[],
): Promise<Features[]> {
  const answer = network.answer!;
  const indices = layers.map((layer) => network.indexOf(layer));
  const record = await pass(network, x, { only: [answer, ...indices] });
  try {
    const rows = async (index: number): Promise<Float32Array[]> =>
      rowsOf(await record.numbersAt(index), x.shape[0]);
    const answers = await rows(answer);
    const vectors = await Promise.all(indices.map(rows));
    return answers.map((answer, i) => ({ answer, vectors: vectors.map((rows) => rows[i]!) }));
  } finally {
    record.dispose();
  }
}

/** The numbers of each image of a batch. */
function rowsOf(numbers: Float32Array, images: number): Float32Array[] {
  const size = numbers.length / images;
  return Array.from({ length: images }, (_, i) => numbers.subarray(i * size, (i + 1) * size));
}

interface Comparison {
  answer: number;
  /** One a layer. */
  distances: number[];
  /** Distance over that of orthogonal vectors of the same lengths; one a layer. */
  shares: number[];
}

function compare(still: Features, moved: Features, classIndex: number): Comparison {
  const pairs = still.vectors.map((vector, i) => difference(vector, moved.vectors[i]!));
  return {
    answer: moved.answer[classIndex]!,
    distances: pairs.map(({ distance }) => distance),
    shares: pairs.map(({ distance, orthogonal }) => (orthogonal ? distance / orthogonal : 0)),
  };
}

function difference(a: Float32Array, b: Float32Array): { distance: number; orthogonal: number } {
  let [squares, apart] = [0, 0];
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i]!, b[i]!];
    squares += x * x + y * y;
    apart += (x - y) * (x - y);
  }
  return { distance: Math.sqrt(apart), orthogonal: Math.sqrt(squares) };
}

function gather(
  found: readonly Comparison[],
  { transform, values, layers, classIndex }: InvarianceOptions & { classIndex: number },
): Invariance {
  const moves = found.filter((_, i) => values[i] !== identityOf(transform));
  const score = (layer: number): number | null =>
    moves.length ? 1 - meanOf(moves.map(({ shares }) => shares[layer]!)) : null;
  return {
    values: [...values],
    distance: Object.fromEntries(
      layers.map((layer, i) => [layer, found.map(({ distances }) => distances[i]!)]),
    ),
    answer: found.map(({ answer }) => answer),
    classIndex,
    score: Object.fromEntries(layers.map((layer, i) => [layer, score(i)])),
  };
}

/** The value that leaves an image as it is. */
export function identityOf(transform: TransformName): number {
  return transform === 'scale' ? 1 : 0;
}

function joined(images: readonly Float32Array[]): Float32Array {
  const size = images[0]!.length;
  const all = new Float32Array(images.length * size);
  images.forEach((image, i) => all.set(image, i * size));
  return all;
}
