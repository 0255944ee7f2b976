import type { Pixels } from '@deconv/pictures';
import sharp from 'sharp';

/** Rows and columns of comparisons. */
const SIDE = 16;
/** Bits of a hash. */
export const BITS = SIDE * SIDE;

/**
 * Difference hash of a picture (dHash; Krawetz 2013): whether brightness rises from each cell of a 17 × 16 grid to the next
 * in its row. Survives resizing, recompression and changes of brightness or contrast; not cropping, nor mirroring.
 * @returns 256 bits in eight numbers
 */
export async function differenceHash({ data, width, height }: Pixels): Promise<Uint32Array> {
  const grey = await sharp(data, { raw: { width, height, channels: 3 } })
    .greyscale()
    .resize(SIDE + 1, SIDE, { fit: 'fill' })
    .raw()
    .toBuffer();
  const hash = new Uint32Array(BITS / 32);
  for (let bit = 0; bit < BITS; bit++) {
    const at = Math.floor(bit / SIDE) * (SIDE + 1) + (bit % SIDE);
    if (grey[at + 1]! > grey[at]!) hash[bit >> 5]! |= 1 << (bit & 31);
  }
  return hash;
}

/** How many bits of two hashes differ. */
export function bitsBetween(a: Uint32Array, b: Uint32Array): number {
  let differing = 0;
  for (let i = 0; i < a.length; i++) {
    let word = a[i]! ^ b[i]!;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    differing += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return differing;
}
