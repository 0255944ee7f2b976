import type { Random } from '@deconv/datasets';
import { crop } from '@deconv/pictures';

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
  const whole = { width: side, height: side, data: pixels };
  const { data } = crop(whole, { top, left, height: size, width: size });
  return mirrored ? mirror(data, size) : data;
}

function mirror(pixels: Uint8Array, size: number): Uint8Array {
  const mirrored = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i += 3) {
    const column = (i / 3) % size;
    mirrored.set(pixels.subarray(i, i + 3), i + 3 * (size - 1 - 2 * column));
  }
  return mirrored;
}
