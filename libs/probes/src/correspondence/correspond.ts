import type { Network } from '@deconv/core';
import { breather } from '../breather.js';
import { networkUpTo } from '../topActivations/networkUpTo.js';
import { differenceSigns, type MaskableImage } from './differenceSigns.js';
import type { Draw } from './Draw.js';
import type { Mask } from './maskAt.js';
import { signChange, type SignChange } from './signChange.js';
import { spreadOf, type Spread } from './spreadOf.js';

export interface CorrespondOptions {
  /** Whose feature vectors are compared: all activations of a layer. */
  layers: readonly string[];
  /** Independent streams of random choices, by number: resamples images. */
  random: (stream: number) => Draw;
  /** Counts passes: of each image as it is, with a few of its masks. */
  onProgress?: (progress: { done: number; total: number }) => void;
  /** Stops between two passes. */
  signal?: AbortSignal;
}

/** How often the changes of two images have other signs, by part and layer; see `correspond`. */
export type Correspondence = Record<string, Record<string, SignChangeSpread>>;

export interface SignChangeSpread {
  /** Over all positions. */
  all: Spread;
  /** Over positions where not both differences are zero; null where no pair of images has any. */
  active: Spread | null;
}

/** Masks that pass through the network at once, beside the image as it is. */
const BATCH = 7;
/** Streams 0 and 1 place masks. One stream for all intervals: they resample the same images. */
const RESAMPLING = 2;

/**
 * Masks a part in every image and measures how alike the changes are, from image to image (Zeiler & Fergus, Section 4.3,
 * Table 1). For image i and a layer, εᵢ = xᵢ − x̃ᵢ: its activations, minus those of the masked image. Of each pair of images
 * the share of positions where sign(εᵢ) ≠ sign(εⱼ) is taken; the paper's Δ is their mean, the lower the more consistent.
 * A pair that has no active position is left out of `active`.
 *
 * Only signs are kept, and those of a few masks at a time.
 * @param images all of the network's input size
 * @param masks by part; of several masks for one part (draws) the pairs of each are pooled
 * @throws RangeError for a layer that is not there, or a part of fewer than two images
 * @throws the signal's reason, where it stops
 */
export async function correspond(
  network: Network,
  images: readonly MaskableImage[],
  masks: Readonly<Record<string, readonly Mask[]>>,
  { layers, random, onProgress, signal }: CorrespondOptions,
): Promise<Correspondence> {
  signal?.throwIfAborted();
  const needed = networkUpTo(network, layers);
  const tasks = Object.entries(masks).flatMap(([part, draws]) =>
    draws.map((mask) => ({ part, mask })),
  );
  for (const { part, mask } of tasks) requirePairs(part, mask);
  const pairs: PairsByPart = new Map(
    Object.keys(masks).map((part) => [part, layers.map(() => [])]),
  );
  const total = images.length * Math.ceil(tasks.length / BATCH);
  const breathe = breather();
  let done = 0;
  for (let from = 0; from < tasks.length; from += BATCH) {
    const batch = tasks.slice(from, from + BATCH);
    const signs = batch.map((): ImageSigns[] => []);
    for (const [index, image] of images.entries()) {
      const asked = [...batch.keys()].filter((k) => batch[k]!.mask[index]);
      const boxes = asked.map((k) => batch[k]!.mask[index]!);
      const found = boxes.length ? await differenceSigns(needed, image, boxes, layers) : [];
      asked.forEach((k, i) => signs[k]!.push({ index, byLayer: found[i]! }));
      onProgress?.({ done: ++done, total });
      await breathe();
      signal?.throwIfAborted();
    }
    batch.forEach(({ part }, k) => addPairs(pairs.get(part)!, signs[k]!));
  }
  return gather(pairs, layers, () => random(RESAMPLING));
}

function requirePairs(part: string, mask: Mask): void {
  const { length } = mask.filter((box) => box !== undefined);
  if (length >= 2) return;
  throw new RangeError(
    `"${part}" is masked in ${length === 1 ? 'one image' : 'no image'}; expected two or more, which are compared`,
  );
}

/** One image's signs under one mask. */
interface ImageSigns {
  index: number;
  byLayer: Int8Array[];
}

interface Pair extends SignChange {
  images: [number, number];
}

/** By part, a list for each layer. */
type PairsByPart = Map<string, Pair[][]>;

/** Compares each image with those after it. */
function addPairs(pairs: Pair[][], signs: readonly ImageSigns[]): void {
  for (const [i, a] of signs.entries())
    for (const b of signs.slice(i + 1))
      pairs.forEach((found, layer) =>
        found.push({
          images: [a.index, b.index],
          ...signChange(a.byLayer[layer]!, b.byLayer[layer]!),
        }),
      );
}

function gather(
  pairs: PairsByPart,
  layers: readonly string[],
  resampling: () => Draw,
): Correspondence {
  const spread = (found: readonly Pair[], count: keyof SignChange): Spread | null => {
    const values = found.flatMap(({ images, [count]: value }) =>
      value === undefined ? [] : [{ images, value }],
    );
    return spreadOf(values, resampling());
  };
  const both = (found: readonly Pair[]): SignChangeSpread => ({
    all: spread(found, 'all')!,
    active: spread(found, 'active'),
  });
  return Object.fromEntries(
    [...pairs].map(([part, byLayer]) => [
      part,
      Object.fromEntries(layers.map((layer, i) => [layer, both(byLayer[i]!)])),
    ]),
  );
}
