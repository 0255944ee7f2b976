import type { Pixels } from '@deconv/pictures';
import pLimit from 'p-limit';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { imageFormat } from '../imageFormat.js';
import { onWhite } from '../onWhite.js';
import { tooLarge } from '../pixelLimit.js';
import { decodeBitmap } from './decodeBitmap.js';
import { decodeSvg } from './decodeSvg.js';
import { Unreadable } from './unreadable.js';

/** All its pixels, of a large picture, take gigabytes together with what a decoder needs: one at a time. */
const LARGE = 2 ** 25;
const largeOnes = pLimit(1);
/** As many as libuv has threads for. More would only wait with their pixels in memory. */
const others = pLimit(4);

/**
 * Decodes the bytes of a file at its own size.
 * @param use what is done with the pixels, before others take their memory
 * @throws Unreadable, or what the decoder throws
 */
export async function decodeBytes(
  bytes: Uint8Array,
  use: (pixels: Pixels) => Pixels,
): Promise<Pixels> {
  const format = imageFormat(bytes);
  if (format === 'BMP') return others(async () => use(await decodeBitmap(bytes)));
  const about = await sharp(bytes, { limitInputPixels: false }).metadata();
  const reason =
    tooLarge(about, format === 'JPEG' ? bytes.byteLength : Infinity) ?? undisplayable(about);
  if (reason) throw new Unreadable(reason);
  const lane = about.width * about.height > LARGE ? largeOnes : others;
  return lane(async () => use(await (format === 'SVG' ? decodeSvg(bytes) : decode(bytes, about))));
}

/** Why numbers cannot be shown: only whole ones of 8 or 16 bits, and CIELAB, say what is white. */
function undisplayable({ depth, space, channels }: Metadata): string | undefined {
  const numbers = NUMBERS.get(depth);
  if (numbers && !space.startsWith('lab'))
    return `it holds ${numbers}, which do not say what is black and what is white; expected whole numbers of 8 or 16 bits. Save it with 8 bits a channel, scaled as it should be seen`;
  if (channels > (space === 'cmyk' ? 5 : 4))
    return `it has ${channels} channels; expected grey, RGB or CMYK, with or without transparency. Save the three that should be seen`;
  return undefined;
}

const NUMBERS = new Map<string | undefined, string>([
  ['char', 'signed numbers of 8 bits'],
  ['short', 'signed numbers of 16 bits'],
  ['int', 'signed numbers of 32 bits'],
  ['uint', 'numbers of 32 bits'],
  ['float', 'floating-point numbers'],
  ['double', 'floating-point numbers'],
  ['complex', 'complex numbers'],
  ['dpcomplex', 'complex numbers'],
]);

async function decode(bytes: Uint8Array, { space }: Metadata): Promise<Pixels> {
  // `failOn: 'error'` refuses truncated and damaged pictures, and lets a decoder's mere warnings pass.
  const options = { failOn: 'error', ignoreIcc: true, limitInputPixels: false } as const;
  const image = sharp(bytes, options).autoOrient();
  if (space === 'cmyk') return fromCmyk(image);
  const { data, width, height } = await rawOf(image.toColourspace('srgb'));
  return { width, height, data: onWhite({ width, height, data }) };
}

async function rawOf(image: Sharp) {
  const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { data, width, height, channels };
}

/** Without a profile, as browsers and Pillow do it: each colour as much as its ink and black leave of it. */
async function fromCmyk(image: Sharp): Promise<Pixels> {
  const inks = image.pipelineColourspace('cmyk').toColourspace('cmyk').removeAlpha();
  const { data, width, height } = await rawOf(inks);
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0, o = 0; o < rgb.length; i += 4)
    for (let c = 0; c < 3; c++)
      rgb[o++] = Math.floor(((255 - data[i + c]!) * (255 - data[i + 3]!)) / 255);
  return { width, height, data: rgb };
}
