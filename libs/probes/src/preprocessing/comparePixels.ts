import { pass, type Network } from '@deconv/core';
import { toInput, type Preprocess } from '@deconv/models';
import type { Raster } from '@deconv/pictures';
import { AnswerSpread } from './AnswerSpread.js';
import { InputStatistics } from './InputStatistics.js';

/** What a network does with photos whose pixels are made in one way. */
export interface PixelsFit {
  /** Of the batch normalisations, the median divergence from what they were trained on, in nats; undefined where there are none. */
  divergence: number | undefined;
  /** How many normalisations that is. */
  normalisations: number;
  /** What answers say about which photo was shown, in nats (`AnswerSpread`); undefined where there is no answer. */
  information: number | undefined;
  /** Mean entropy of answers as a share of the largest, 0–1. */
  entropy: number | undefined;
  /** How many classes are the most probable one of some photo. */
  classes: number | undefined;
}

/**
 * Shows a network photos as one way of making pixels has them, and their mirror images, and compares what it gets with what
 * it tells of its training.
 * @param photos squares of the side that the network reads
 */
export async function comparePixels(
  network: Network,
  preprocess: Preprocess,
  photos: AsyncIterable<Raster> | Iterable<Raster>,
): Promise<PixelsFit> {
  const statistics = new InputStatistics(network);
  const answers = network.output === undefined ? undefined : new AnswerSpread();
  for await (const photo of photos) {
    const views: Float32Array[] = [];
    for (const view of answers ? [photo, mirrored(photo)] : [photo]) {
      const input = toInput(view, preprocess);
      const record = await pass(network, input, { everyNode: true }).finally(() => input.dispose());
      // Filters see a mirror image otherwise, and it was no photo.
      if (view === photo) statistics.add(record);
      if (answers) views.push((await record.output.data()) as Float32Array);
      record.dispose();
    }
    answers?.add(views);
  }
  const { normalisations } = statistics;
  return {
    divergence: normalisations ? medianOf(statistics.divergences()) : undefined,
    normalisations,
    information: answers?.information,
    entropy: answers?.entropy,
    classes: answers?.classes,
  };
}

function mirrored({ width, height, data }: Raster): Raster {
  const depth = data.length / (width * height);
  const turned = data.slice();
  for (let pixel = 0; pixel < width * height; pixel++) {
    const from = pixel - (pixel % width) + (width - 1 - (pixel % width));
    for (let c = 0; c < depth; c++) turned[pixel * depth + c] = data[from * depth + c]!;
  }
  return { width, height, data: turned };
}

function medianOf(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
