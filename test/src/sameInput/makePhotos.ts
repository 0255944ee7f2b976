import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { bitmapOf } from './bitmapOf.js';
import { withChunks } from './withChunks.js';
import { withExif } from './withExif.js';

const TIGER = fileURLToPath(
  new URL('../../../sites/paper/public/samples/tiger.webp', import.meta.url),
);
const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8];

/** Files of all kinds that the page and the command both read, of one picture that is not square, by their names. */
export async function makePhotos(): Promise<Record<string, Uint8Array>> {
  const pixels = await sharp(TIGER)
    .resize(301, 210, { fit: 'fill', kernel: 'cubic' })
    .removeAlpha()
    .raw()
    .toBuffer();
  const photo = (): Sharp => sharp(pixels, { raw: { width: 301, height: 210, channels: 3 } });
  return {
    ...(await jpegs(photo)),
    ...(await pngs(photo)),
    ...(await others(photo)),
    ...(await turned(photo)),
    ...(await transparent(photo)),
    ...(await large()),
    'bitmap.bmp': bitmapOf(pixels, 301, 210),
  };
}

async function jpegs(photo: () => Sharp): Promise<Record<string, Uint8Array>> {
  const chromaSubsampling = '4:4:4';
  return {
    'plain.jpg': await photo().jpeg({ quality: 85 }).toBuffer(),
    'full.jpg': await photo().jpeg({ quality: 95, chromaSubsampling }).toBuffer(),
    'progressive.jpg': await photo().jpeg({ progressive: true, quality: 60 }).toBuffer(),
    'grey.jpg': await photo().greyscale().jpeg().toBuffer(),
    'p3.jpg': await photo().withIccProfile('p3').jpeg().toBuffer(),
    'cmyk.jpg': await photo().toColourspace('cmyk').jpeg().toBuffer(),
    'cmyk-profile.jpg': await photo()
      .toColourspace('cmyk')
      .withIccProfile('cmyk')
      .jpeg()
      .toBuffer(),
  };
}

async function pngs(photo: () => Sharp): Promise<Record<string, Uint8Array>> {
  const plain = await photo().png().toBuffer();
  // Linear light, and the colours of Display P3: whoever heeds them changes most pixels.
  const gamma = [100_000];
  const places = [31_270, 32_900, 68_000, 32_000, 26_500, 69_000, 15_000, 6_000];
  return {
    'plain.png': plain,
    'gamma.png': withChunks(plain, [['gAMA', words(gamma)]]),
    'chromaticities.png': withChunks(plain, [
      ['gAMA', words([45_455])],
      ['cHRM', words(places)],
    ]),
    'coded.png': withChunks(plain, [['cICP', Uint8Array.of(12, 13, 0, 1)]]),
    'p3.png': await photo().withIccProfile('p3').png().toBuffer(),
    'palette.png': await photo().png({ palette: true, colours: 64 }).toBuffer(),
    'deep.png': await photo().toColourspace('rgb16').gamma(1.3).png().toBuffer(),
    'grey.png': await photo().greyscale().png().toBuffer(),
  };
}

const words = (values: number[]): Uint8Array => {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => bytes.writeUInt32BE(value, 4 * i));
  return bytes;
};

async function others(photo: () => Sharp): Promise<Record<string, Uint8Array>> {
  const chromaSubsampling = '4:2:0';
  const second = await photo().negate().png().toBuffer();
  return {
    'plain.webp': await photo().webp({ quality: 80 }).toBuffer(),
    'lossless.webp': await photo().webp({ lossless: true }).toBuffer(),
    'p3.webp': await photo().withIccProfile('p3').webp().toBuffer(),
    'plain.gif': await photo().gif().toBuffer(),
    'moving.gif': await sharp([await photo().png().toBuffer(), second], {
      join: { animated: true },
    })
      .gif()
      .toBuffer(),
    'plain.avif': await photo().avif({ quality: 80 }).toBuffer(),
    'deep.avif': await photo().avif({ quality: 80, bitdepth: 10 }).toBuffer(),
    'p3.avif': await photo().withIccProfile('p3').avif({ quality: 80 }).toBuffer(),
    'subsampled.avif': await photo().avif({ quality: 80, chromaSubsampling }).toBuffer(),
  };
}

async function turned(photo: () => Sharp): Promise<Record<string, Uint8Array>> {
  const plain = await photo().png().toBuffer();
  const files: Record<string, Uint8Array> = {};
  for (const orientation of ORIENTATIONS) {
    const said = { orientation };
    files[`turned-${orientation}.jpg`] = await photo().withMetadata(said).jpeg().toBuffer();
    files[`turned-${orientation}.webp`] = await photo().withMetadata(said).webp().toBuffer();
    files[`turned-${orientation}.avif`] = await photo().withMetadata(said).avif().toBuffer();
    files[`turned-${orientation}.png`] = withChunks(plain, [['eXIf', withExif(orientation)]]);
  }
  return files;
}

async function transparent(photo: () => Sharp): Promise<Record<string, Uint8Array>> {
  const alpha = Uint8Array.from({ length: 301 * 210 }, (_, i) => (i % 301) % 256);
  const veiled = (): Sharp =>
    photo().joinChannel(Buffer.from(alpha), { raw: { width: 301, height: 210, channels: 1 } });
  return {
    'veiled.png': await veiled().png().toBuffer(),
    'veiled-grey.png': await veiled().toColourspace('b-w').png().toBuffer(),
    'veiled-palette.png': await veiled().png({ palette: true }).toBuffer(),
    'veiled.webp': await veiled().webp({ quality: 80 }).toBuffer(),
    'veiled.gif': await veiled().gif().toBuffer(),
  };
}

/** Larger than what is kept of a photo, by factors that leave a rest. */
async function large(): Promise<Record<string, Uint8Array>> {
  const photo = (width: number, height: number): Sharp =>
    sharp(TIGER).resize(width, height, { fit: 'fill' }).removeAlpha();
  const said = { orientation: 6 };
  return {
    'large.jpg': await photo(2403, 1801).jpeg().toBuffer(),
    'large-turned.jpg': await photo(1801, 1601).withMetadata(said).jpeg().toBuffer(),
    'large-turned.webp': await photo(2403, 1801).withMetadata(said).webp().toBuffer(),
  };
}
