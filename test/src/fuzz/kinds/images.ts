import type { Random } from '@deconv/datasets';
import { decodeImage } from '@deconv/datasets/node';
import sharp, { type Sharp } from 'sharp';
import { mutateBytes } from '../mutateBytes.js';
import { mutateJpegSize } from './mutateJpegSize.js';
import { mutatePng } from './mutatePng.js';
import { mutateSvg } from './mutateSvg.js';
import type { Files, Kind, Seed } from './Kind.js';
import { encode } from './modelFolder.js';

const FILE = 'image';
const WIDTH = 24;
const HEIGHT = 18;

/** Colours that change over the picture, some of them half transparent. */
function picture(channels: 3 | 4 = 3): Sharp {
  const data = Uint8Array.from(
    { length: WIDTH * HEIGHT * channels },
    (_, i) => (i * 7 + (i >> 4) * 13) % 256,
  );
  return sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels } });
}

/** Three pictures one after another. */
async function animation(): Promise<Sharp> {
  const frames = [10, 90, 170].map((r) => ({ ...SOLID, background: { r, g: 90, b: 9 } }));
  const drawn = await Promise.all(frames.map((create) => sharp({ create }).png().toBuffer()));
  return sharp(drawn, { join: { animated: true } });
}
const SOLID = { width: WIDTH, height: HEIGHT, channels: 3 as const };

const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 24 18">
<defs><g id="a"><circle cx="8" cy="8" r="6" fill="#c33"/></g><filter id="f"><feGaussianBlur stdDeviation="1"/></filter></defs>
<rect width="24" height="18" fill="#369"/><use href="#a"/><use href="#a" x="6" filter="url(#f)"/><text x="2" y="12">x</text></svg>`;

/** What is refused as it is. */
const REFUSED: Record<string, () => Promise<Uint8Array>> = {
  'float tiff': () =>
    picture().toColourspace('scrgb').raw({ depth: 'float' }).toBuffer().then(floatTiff),
};

const PICTURES: Record<string, () => Promise<Uint8Array>> = {
  jpeg: () =>
    picture()
      .jpeg()
      .withExif({ IFD0: { Copyright: 'nobody' } })
      .toBuffer(),
  'progressive jpeg': () => picture().jpeg({ progressive: true }).toBuffer(),
  'turned jpeg': () => picture().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  'grey jpeg': () => picture().greyscale().jpeg().toBuffer(),
  'cmyk jpeg': () => picture().toColourspace('cmyk').jpeg().toBuffer(),
  png: () => picture(4).png().toBuffer(),
  'palette png': () => picture().png({ palette: true, progressive: true }).toBuffer(),
  '16-bit png': () => picture().toColourspace('rgb16').png().toBuffer(),
  webp: () => picture(4).webp().toBuffer(),
  'lossless webp': () => picture().webp({ lossless: true }).toBuffer(),
  'animated webp': async () => (await animation()).webp().toBuffer(),
  gif: () => picture().gif().toBuffer(),
  'animated gif': async () => (await animation()).gif().toBuffer(),
  avif: () => picture().avif({ effort: 0 }).toBuffer(),
  tiff: () => picture().tiff({ compression: 'none' }).toBuffer(),
  'lzw tiff': () =>
    picture(4).tiff({ compression: 'lzw', tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer(),
  'jpeg tiff': () => picture().tiff({ compression: 'jpeg' }).toBuffer(),
  bmp: () => Promise.resolve(bitmap()),
  svg: () => Promise.resolve(encode(SVG)),
};

/** Numbers of any range, as scientists keep them. */
function floatTiff(values: Buffer): Promise<Uint8Array> {
  return sharp(values, {
    raw: { width: WIDTH, height: HEIGHT, channels: 3, depth: 'float' } as never,
  })
    .tiff({ compression: 'none' })
    .toBuffer();
}

/** Three bytes a pixel, from the last row to the first; a row of 24 pixels needs no filler. */
function bitmap(): Uint8Array {
  const HEADERS = 54;
  const bytes = Buffer.alloc(HEADERS + WIDTH * HEIGHT * 3, 0x5a);
  bytes.fill(0, 0, HEADERS).write('BM', 'latin1');
  const fields = { 2: bytes.length, 10: HEADERS, 14: 40, 18: WIDTH, 22: HEIGHT };
  for (const [at, value] of Object.entries(fields)) bytes.writeUInt32LE(value, Number(at));
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return new Uint8Array(bytes);
}

/** Changes a format in what its checksums and headers would else hide. */
function mutateFormat(name: string, bytes: Uint8Array, random: Random) {
  if (random.chance(0.4)) return mutateBytes(bytes, random);
  if (name.includes('png')) return mutatePng(bytes, random);
  if (name.includes('jpeg') && !name.includes('tiff')) return mutateJpegSize(bytes, random);
  if (name === 'svg') return mutateSvg(bytes, random);
  return mutateBytes(bytes, random);
}

const drawn = (pictures: Record<string, () => Promise<Uint8Array>>): Promise<Seed[]> =>
  Promise.all(
    Object.entries(pictures).map(async ([name, make]) => {
      return { name, files: { [FILE]: new Uint8Array(await make()) } };
    }),
  );

/** One image. */
export const images: Kind = {
  seeds: () => drawn(PICTURES),
  faults: () => drawn(REFUSED),
  mutate({ name, files }, random) {
    const { bytes, changes } = mutateFormat(name, files[FILE]!, random);
    return { seed: name, files: { [FILE]: bytes } satisfies Files, changes };
  },
  async attempt(files) {
    const { width, height, data } = await decodeImage(files[FILE]!, { size: 32 });
    if (width !== 32 || height !== 32 || data.length !== 32 * 32 * 3)
      throw new RangeError(`the decoder promised 32×32 pixels, and gave ${data.length} values`);
  },
};
