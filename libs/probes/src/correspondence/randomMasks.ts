import type { Box, Extent } from '@deconv/geometry';
import type { Draw } from './Draw.js';
import type { Mask } from './maskAt.js';

export interface RandomMasksOptions {
  /** How many images each mask is for. */
  images: number;
  /** How many masks to draw, of each kind. */
  draws: number;
  /** Side of the square in pixels. */
  size: number;
  /** Of the images, in pixels. */
  extent: Extent;
  /** Independent streams of random choices, by number. */
  random: (stream: number) => Draw;
}

/** What masks at random places are called beside the parts. */
export const RANDOM = 'random';
export const RANDOM_SHARED = 'random shared';

/**
 * Controls for masked parts: squares at random, with a place for each image, and with one place for all images. Places are
 * uniform over those where the square lies wholly inside.
 * @throws RangeError where the square is larger than the images
 */
export function randomMasks({
  images,
  draws,
  size,
  extent,
  random,
}: RandomMasksOptions): Record<typeof RANDOM | typeof RANDOM_SHARED, Mask[]> {
  const { height, width } = extent;
  if (size > Math.min(height, width))
    throw new RangeError(`a square of ${size} has no place in images of ${height}×${width} pixels`);
  const [each, shared] = [random(0), random(1)];
  const place = (draw: Draw): Box => {
    const top = draw(0, height - size);
    return { top, left: draw(0, width - size), height: size, width: size };
  };
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  return {
    [RANDOM]: times(draws, () => times(images, () => place(each))),
    [RANDOM_SHARED]: times(draws, () => new Array<Box>(images).fill(place(shared))),
  };
}
