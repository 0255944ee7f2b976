import type { InputSize, Pixels } from '@deconv/pictures';
import { readFile, stat } from 'node:fs/promises';
import { seenPart, type Fit } from '../seenPart.js';
import { decodeBytes } from './decodeBytes.js';
import { explainAccess, explainBytes, FORMATS, named } from './explainImage.js';
import { ImageError } from './imageError.js';

export type { Fit } from '../seenPart.js';

export interface DecodeOptions {
  /** Side of the square to make, or height and width, in pixels. Without it the picture keeps its own. */
  size?: InputSize;
  /** How a picture of another shape gets there. Default `cover`. */
  fit?: Fit;
}

/**
 * Decodes an image to 8 bits a channel, as the page decodes it: turned upright as its EXIF says, first frame of an animation,
 * transparency over white, numbers as they stand in the file, whatever its colour profile or gamma; grey, CMYK and 16-bit
 * pictures are converted. A large one is made smaller by a whole factor first, where it is to have a size.
 * @param source a path, or the bytes of a file
 * @throws ImageError where there is no such file, it is a folder, is empty, is no image, a damaged one, one with more than
 * `PIXEL_LIMIT` pixels, or of numbers that do not say what is white.
 * @throws RangeError where `size` is not made of positive integers.
 */
export async function decodeImage(
  source: string | Uint8Array,
  { size, fit = 'cover' }: DecodeOptions = {},
): Promise<Pixels> {
  if (size !== undefined && !isSize(size))
    throw new RangeError(
      `invalid image size: ${String(size)}; expected a whole number of pixels ≥ 1`,
    );
  const name = typeof source === 'string' ? source : `${source.byteLength} bytes`;
  const bytes = typeof source === 'string' ? await readImageFile(source) : source;
  if (!bytes.byteLength)
    throw new ImageError(
      `${named(name)} is empty (0 bytes); expected ${FORMATS}. Copy the file again`,
      name,
    );
  try {
    return await decodeBytes(bytes, (pixels) =>
      size === undefined ? pixels : seenPart(pixels, size, fit),
    );
  } catch (cause) {
    throw new ImageError(explainBytes(name, bytes, cause), name, { cause });
  }
}

const isSize = (size: InputSize): boolean =>
  [size].flat().every((side) => Number.isInteger(side) && side >= 1);

async function readImageFile(path: string): Promise<Uint8Array> {
  try {
    const found = await stat(path);
    if (found.isDirectory())
      throw new ImageError(
        `${named(path)} is a folder; expected one image file (${FORMATS}). Name a file inside it`,
        path,
      );
    return await readFile(path);
  } catch (cause) {
    if (cause instanceof ImageError) throw cause;
    throw new ImageError(explainAccess(path, cause as NodeJS.ErrnoException), path, { cause });
  }
}
