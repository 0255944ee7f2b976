import { readFile, stat } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import type { Pixels } from '../pixels.js';
import { ImageError } from './imageError.js';

/** `cover` fills the square and cuts what sticks out, centred; `stretch` keeps everything and loses the proportions. */
export type Fit = 'cover' | 'stretch';

export interface DecodeOptions {
  /** Side of the square to make, in pixels. Without it the picture keeps its own width and height. */
  size?: number;
  /** How a picture that is not square becomes one. Default `cover`. */
  fit?: Fit;
}

const FORMATS = 'JPEG, PNG, WebP, GIF, AVIF, TIFF or SVG';

/** What shows through transparent pixels: white, as on a page. */
const BEHIND = '#ffffff';

/**
 * Decodes an image to 8-bit sRGB: turned upright as its EXIF says, first frame of an animation, transparency over
 * white; grey, CMYK and 16-bit pictures are converted.
 * @param source a path, or the bytes of a file
 * @throws ImageError where there is no such file, it is a folder, is empty, is no image or a damaged one.
 * @throws RangeError where `size` is not a positive integer.
 */
export async function decodeImage(
  source: string | Uint8Array,
  { size, fit = 'cover' }: DecodeOptions = {},
): Promise<Pixels> {
  if (size !== undefined && (!Number.isInteger(size) || size < 1))
    throw new RangeError(`invalid image size: ${size}; expected a whole number of pixels ≥ 1`);
  const name = typeof source === 'string' ? source : `${source.byteLength} bytes`;
  const bytes = typeof source === 'string' ? await readImageFile(source) : source;
  if (!bytes.byteLength)
    throw new ImageError(
      `${named(name)} is empty (0 bytes); expected ${FORMATS}. Copy the file again`,
      name,
    );
  try {
    const image = upright(bytes);
    return await rawPixels(size === undefined ? image : squared(image, size, fit));
  } catch (cause) {
    throw new ImageError(explain(name, bytes, cause), name, { cause });
  }
}

async function readImageFile(path: string): Promise<Uint8Array> {
  try {
    if ((await stat(path)).isDirectory())
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

function explainAccess(path: string, { code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return `there is no file ${named(path)}. Check the spelling; a relative path starts at ${process.cwd()}`;
  if (code === 'EACCES' || code === 'EPERM')
    return `${named(path)} may not be read by this user. Change its permissions or copy it`;
  return `${named(path)} cannot be read: ${message}`;
}

// `failOn: 'error'` refuses truncated and damaged pictures, and lets a decoder's mere warnings pass.
function upright(bytes: Uint8Array): Sharp {
  return sharp(bytes, { failOn: 'error' }).autoOrient();
}

function squared(image: Sharp, size: number, fit: Fit): Sharp {
  return image.resize(size, size, { fit: fit === 'cover' ? 'cover' : 'fill', position: 'centre' });
}

async function rawPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .flatten({ background: BEHIND })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: threeChannels(data, info.channels) };
}

function threeChannels(data: Uint8Array, channels: number): Uint8Array {
  if (channels === 3) return data;
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let i = 0, o = 0; i < data.length; i += channels)
    for (let c = 0; c < 3; c++) rgb[o++] = data[i + (channels > 2 ? c : 0)]!;
  return rgb;
}

function explain(name: string, bytes: Uint8Array, cause: unknown): string {
  const reason = (cause as Error).message.trim().split('\n')[0]!;
  if (/unsupported image format/i.test(reason))
    return `${named(name)} is no image that can be read; expected ${FORMATS}, but ${beginning(bytes)}. Check that the file is what its name says, or convert it`;
  return `${named(name)} is damaged or cut off: ${reason}. Copy or download it again, or save it anew from an image program`;
}

/** What the first bytes tell a reader: readable text, or their values. */
function beginning(bytes: Uint8Array): string {
  const head = bytes.subarray(0, 16);
  const isText = head.every((b) => b === 9 || b === 10 || b === 13 || (b >= 32 && b < 127));
  if (isText) return `it begins with the text ${JSON.stringify(new TextDecoder().decode(head))}`;
  return `it begins with the bytes ${Array.from(head.subarray(0, 8), (b) => b.toString(16).padStart(2, '0')).join(' ')}`;
}

function named(name: string): string {
  return /^\d+ bytes$/.test(name) ? `the given data (${name})` : `"${name}"`;
}
