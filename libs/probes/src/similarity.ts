import type { Projection } from '@deconv/core';
import type { Box } from '@deconv/geometry';

/**
 * Cosine of two projections into one input, each zero outside of its box: 1 where one is the other times a positive
 * factor, 0 where they have nothing in common. Null where one is zero everywhere.
 */
export function cosineSimilarity(a: Projection, b: Projection): number | null {
  const lengths = Math.sqrt(squares(a) * squares(b));
  return lengths > 0 ? Math.max(-1, Math.min(1, product(a, b) / lengths)) : null;
}

function squares({ pixels }: Projection): number {
  return pixels.reduce((sum, value) => sum + value * value, 0);
}

/** Sum of products where the boxes overlap. */
function product(a: Projection, b: Projection): number {
  const channels = a.pixels.length / (a.box.height * a.box.width);
  const top = Math.max(a.box.top, b.box.top);
  const bottom = Math.min(endOf(a.box).row, endOf(b.box).row);
  const left = Math.max(a.box.left, b.box.left);
  const width = Math.min(endOf(a.box).column, endOf(b.box).column) - left;
  let sum = 0;
  for (let row = top; row < bottom; row++)
    for (let i = 0; i < width * channels; i++)
      sum +=
        a.pixels[offset(a.box, row, left) * channels + i]! *
        b.pixels[offset(b.box, row, left) * channels + i]!;
  return sum;
}

const endOf = ({ top, left, height, width }: Box) => ({ row: top + height, column: left + width });

const offset = ({ top, left, width }: Box, row: number, column: number): number =>
  (row - top) * width + column - left;
