import type { Box } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cutOnGraphics, MOST_PIECES } from '../graphics/cutKernels.js';
import { onGraphics } from '../graphics/runKernel.js';

/** Where a piece of a map starts, in the map's positions. May lie in the padding. */
export interface Corner {
  top: number;
  left: number;
}

/**
 * Re-cuts each image of `x` to its own target box; what the target covers beyond `x` is zero.
 * @param x [batch, h, w, channels], image i lying at `corners[i]`; a batch of 1 serves every target
 * @param targets boxes of one size
 * @returns [targets, height, width, channels]
 */
export function cut(x: Tensor4D, corners: readonly Corner[], targets: readonly Box[]): Tensor4D {
  const shifts = targets.map((target, i) => {
    const corner = corners[i % corners.length]!;
    return { top: target.top - corner.top, left: target.left - corner.left };
  });
  const { height, width } = targets[0]!;
  if (onGraphics() && targets.length <= MOST_PIECES) return cutThere(x, shifts, height, width);
  const alike = shifts.every(
    (shift) => shift.top === shifts[0]!.top && shift.left === shifts[0]!.left,
  );
  if (alike && x.shape[0] === targets.length) return cutAt(x, shifts[0]!, height, width);
  const pieces = shifts.map((shift, i) => {
    const image = tf.slice(x, i % x.shape[0], 1);
    return cutAt(image, shift, height, width);
  });
  return pieces.length === 1 ? pieces[0]! : tf.concat(pieces, 0);
}

/** In one program, unless there is nothing to do. */
function cutThere(x: Tensor4D, shifts: readonly Corner[], height: number, width: number): Tensor4D {
  const [batch, h, w] = x.shape;
  const stays = shifts.every(({ top, left }) => top === 0 && left === 0);
  if (stays && batch === shifts.length && h === height && w === width) return x;
  const pieces = shifts.map((shift, i) => ({ ...shift, image: i % batch }));
  return cutOnGraphics(x, pieces, height, width);
}

function cutAt(x: Tensor4D, { top, left }: Corner, height: number, width: number): Tensor4D {
  const [batch, h, w, channels] = x.shape;
  if (top === 0 && left === 0 && h === height && w === width) return x;
  const above = Math.max(0, -top);
  const before = Math.max(0, -left);
  const below = Math.max(0, top + height - h);
  const after = Math.max(0, left + width - w);
  const padded =
    above + before + below + after === 0
      ? x
      : tf.pad(x, [
          [0, 0],
          [above, below],
          [before, after],
          [0, 0],
        ]);
  return tf.slice(padded, [0, top + above, left + before, 0], [batch, height, width, channels]);
}
