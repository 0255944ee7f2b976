import { identity, separableOp, type AxisWeights, type Op } from '@deconv/core';
import type { Extent, MapShape } from '@deconv/geometry';

export interface Resizing {
  mode: 'nearest' | 'linear';
  /** Where the centre of an output position lies among those of the input, along an axis. */
  place: (at: number, length: number, resized: number) => number;
  /** Which neighbour is the nearest one. */
  nearest: (place: number) => number;
}

/** Values of the weights of an axis, before no network would mean it. */
const MOST = 2 ** 24;

/** A map resized by the nearest values, or linearly between two. @throws RangeError for sizes that are none */
export function resized(x: MapShape, to: Extent, resizing: Resizing): Op {
  if (to.height === x.height && to.width === x.width) return identity('Resize', x);
  const along = (length: number, size: number): AxisWeights => {
    if (!Number.isInteger(size) || size < 1 || size * length > MOST)
      throw new RangeError(`it resizes ${length} positions to ${size}`);
    return Array.from({ length: size }, (_, at) => partsOf(at, length, size, resizing));
  };
  return separableOp('Resize', x, along(x.height, to.height), along(x.width, to.width));
}

function partsOf(
  at: number,
  length: number,
  size: number,
  { mode, place, nearest }: Resizing,
): AxisWeights[number] {
  const inside = (index: number): number => Math.min(length - 1, Math.max(0, index));
  const found = place(at, length, size);
  if (mode === 'nearest') return [{ index: inside(nearest(found)), weight: 1 }];
  const low = Math.floor(found);
  const share = found - low;
  return [
    { index: inside(low), weight: 1 - share },
    { index: inside(low + 1), weight: share },
  ];
}
