import type { Box } from '@deconv/geometry';

/** The numbers of a box of a map, [box.height, box.width, channels]. The box may reach beyond the map. */
export interface Block {
  box: Box;
  numbers: Float32Array;
}

/** Copies what two blocks of one map have in common from the first to the second. */
export function copyOverlap(from: Block, to: Block, channels: number): void {
  const [a, b] = [from.box, to.box];
  const top = Math.max(a.top, b.top);
  const bottom = Math.min(a.top + a.height, b.top + b.height);
  const left = Math.max(a.left, b.left);
  const length = (Math.min(a.left + a.width, b.left + b.width) - left) * channels;
  if (length <= 0) return;
  for (let row = top; row < bottom; row++) {
    const start = ((row - a.top) * a.width + left - a.left) * channels;
    const target = ((row - b.top) * b.width + left - b.left) * channels;
    to.numbers.set(from.numbers.subarray(start, start + length), target);
  }
}
