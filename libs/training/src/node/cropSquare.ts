import type { Random } from '@deconv/datasets';

/**
 * A random square part of a square picture, in half of all cases mirrored left to right.
 * @param pixels [side, side, 3]
 * @returns [size, size, 3]
 */
export function cropSquare(
  pixels: Uint8Array,
  side: number,
  size: number,
  random: Random,
): Uint8Array {
  const [top, left] = [random.integer(0, side - size), random.integer(0, side - size)];
  const mirrored = random.chance(0.5);
  const crop = new Uint8Array(size * size * 3);
  for (let y = 0; y < size; y++) {
    const from = ((top + y) * side + left) * 3;
    const row = pixels.subarray(from, from + size * 3);
    if (mirrored) setMirrored(crop, row, y * size * 3);
    else crop.set(row, y * size * 3);
  }
  return crop;
}

function setMirrored(target: Uint8Array, row: Uint8Array, at: number): void {
  for (let i = 0; i < row.length; i += 3)
    target.set(row.subarray(row.length - 3 - i, row.length - i), at + i);
}
