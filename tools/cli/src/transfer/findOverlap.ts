import { decodeImage, listImages } from '@deconv/datasets/node';
import type { Pixels } from '@deconv/pictures';
import type { TransferResults } from '@deconv/results';
import { nameOf } from '../nameOf.js';
import { say } from '../say.js';
import { sayLeftOut } from '../sayLeftOut.js';
import { bitsBetween, BITS, differenceHash } from './differenceHash.js';
import type { LabelledImages } from './LabelledImages.js';

export type Overlap = NonNullable<TransferResults['overlap']>;

/**
 * Up to so many bits differ in near-duplicates. Of 57 million pairs of Caltech-101 and Imagenette, none of which is one, the
 * nearest differ in 30. It misses some copies: of 150 of those photos, made half as large and saved as JPEG of quality 60,
 * 3 stay beyond it.
 */
export const DISTANCE = 28;
/** Side in pixels that images are compared at. */
const SIZE = 64;
const AT_ONCE = 64;

/**
 * Looks for images of the data that are nearly the same as one in a folder: by difference hashes of the whole pictures. A
 * part of a picture, or its mirror image, is not found.
 * @returns what was found, and the numbers of those images
 */
export async function findOverlap(
  data: LabelledImages,
  folder: string,
  signal: AbortSignal,
): Promise<{ overlap: Overlap; numbers: Set<number> }> {
  const { images: others, leftOut } = await listImages(folder);
  sayLeftOut(folder, leftOut);
  // Both on the same way, so that copies of a file differ in nothing.
  const theirs = await hashes(
    others.length,
    (i) => decodeImage(others[i]!.path, { size: SIZE, fit: 'stretch' }),
    signal,
  );
  const unread = theirs.filter((hash) => !hash).length;
  if (unread === others.length)
    throw new Error(
      `none of the ${unread} images in "${folder}" can be read; no overlap is found so`,
    );
  if (unread) say(`${unread} of ${others.length} images in "${folder}" cannot be read`);
  const ours = await hashes(data.images.length, (i) => data.decode(i, SIZE, 'stretch'), signal);
  const numbers = new Set<number>();
  const found: Overlap['found'] = [];
  ours.forEach((hash, i) => {
    const nearest = hash && nearestOf(hash, theirs);
    if (!nearest || nearest.distance > DISTANCE) return;
    numbers.add(i);
    const like = others[nearest.at]!.path;
    found.push({ image: data.images[i]!.name, like, distance: nearest.distance });
  });
  const overlap = { with: nameOf(folder), images: others.length, bits: BITS, distance: DISTANCE };
  return { overlap: { ...overlap, found }, numbers };
}

/** Undefined for what cannot be read. */
async function hashes(
  count: number,
  decode: (index: number) => Promise<Pixels>,
  signal: AbortSignal,
): Promise<(Uint32Array | undefined)[]> {
  const all: (Uint32Array | undefined)[] = [];
  while (all.length < count) {
    signal.throwIfAborted();
    const part = Array.from({ length: Math.min(AT_ONCE, count - all.length) }, (_, i) =>
      decode(all.length + i).then(differenceHash, () => undefined),
    );
    all.push(...(await Promise.all(part)));
  }
  return all;
}

function nearestOf(hash: Uint32Array, others: readonly (Uint32Array | undefined)[]) {
  let nearest = { at: -1, distance: Infinity };
  others.forEach((other, at) => {
    const distance = other ? bitsBetween(hash, other) : Infinity;
    if (distance < nearest.distance) nearest = { at, distance };
  });
  return nearest;
}
