import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeImage } from '../src/node/decodeImage.js';
import { decodeSvg } from '../src/node/decodeSvg.js';
import { tiffOf } from './tiffOf.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-hostile-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const plain = { width: 64, height: 64, channels: 3, background: '#888888' } as const;
const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const svg = (attributes: string, content = ''): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`;

/** What decoding says, and by how much the process has grown meanwhile, in megabytes. */
async function refusalOf(bytes: Uint8Array): Promise<{ message: string; grown: number }> {
  const before = process.memoryUsage().rss;
  const error = await decodeImage(bytes, { size: 96 }).catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(Error);
  return {
    message: (error as Error).message,
    grown: (process.memoryUsage().rss - before) / 1e6,
  };
}

/** A JPEG whose header claims another size than it has. */
async function claiming(side: number, progressive: boolean): Promise<Uint8Array> {
  const file = await sharp({ create: plain }).jpeg({ progressive }).toBuffer();
  const frame = file.indexOf(Buffer.from(progressive ? [0xff, 0xc2] : [0xff, 0xc0]));
  file.writeUInt16BE(side, frame + 5);
  file.writeUInt16BE(side, frame + 7);
  return file;
}

describe('a file that claims more than it holds', () => {
  test.each([
    [16_383, true, /268\.4 million; at most 134\.2 million are read\. Make it smaller/],
    [11_000, true, /claims 11000 × 11000 pixels, which \d+ bytes cannot hold/],
    [11_000, false, /claims 11000 × 11000 pixels, which \d+ bytes cannot hold/],
  ])('a JPEG of %i pixels a side, progressive: %s', async (side, progressive, expected) => {
    const { message, grown } = await refusalOf(await claiming(side, progressive));
    expect(message).toMatch(/is a JPEG file; it/);
    expect(message).toMatch(expected);
    expect(grown).toBeLessThan(100);
  });

  test('a PNG', async () => {
    const png = await sharp({ create: plain }).png().toBuffer();
    png.writeUInt32BE(16_000, 16);
    png.writeUInt32BE(16_000, 20);
    png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
    const { message, grown } = await refusalOf(png);
    expect(message).toMatch(/is a PNG file; it has 16000 × 16000 pixels, 256 million/);
    expect(grown).toBeLessThan(100);
  });

  test('a WebP', async () => {
    const webp = await sharp({ create: plain }).webp({ lossless: true }).toBuffer();
    // Width and height, less one, in 14 bits each, behind the signature of a lossless frame.
    const bits = webp.indexOf('VP8L') + 9;
    webp.writeUInt32LE(16_382 + 16_382 * 2 ** 14, bits);
    expect((await refusalOf(webp)).message).toMatch(/is a WebP file; it has 16383 × 16383 pixels/);
  });

  test('an AVIF', async () => {
    const file = await sharp({ create: plain }).avif().toBuffer();
    const size = file.indexOf('ispe') + 8;
    file.writeUInt32BE(60_000, size);
    file.writeUInt32BE(60_000, size + 4);
    const { message } = await refusalOf(file);
    expect(message).toMatch(/is a AVIF file; it has 60000 × 60000 pixels/);
  });

  test('a bitmap', async () => {
    const file = Buffer.alloc(64);
    file.write('BM', 0, 'latin1');
    file.writeUInt32LE(40, 14);
    file.writeInt32LE(2 ** 20, 18);
    file.writeInt32LE(-(2 ** 20), 22);
    expect((await refusalOf(file)).message).toMatch(/is a BMP file; it has 1048576 × 1048576/);
  });

  test.each(['width="1000000" height="1000000"', 'viewBox="0 0 100000 100000"'])(
    'an SVG with %s',
    async (attributes) => {
      expect((await refusalOf(text(svg(attributes)))).message).toMatch(/is a SVG file; it has/);
    },
  );
});

describe('an SVG', () => {
  test('shows no other file and nothing from the network', async () => {
    const other = join(folder, 'other.png');
    await writeFile(
      other,
      await sharp({ create: { ...plain, background: '#ff0000' } })
        .png()
        .toBuffer(),
    );
    const at = 'width="64" height="64"';
    const images = [pathToFileURL(other).href, other, 'other.png', 'http://127.0.0.1:9/a.png'].map(
      (address) => `<image ${at} href="${address}"/><image ${at} xlink:href="${address}"/>`,
    );
    const path = join(folder, 'referring.svg');
    await writeFile(path, svg(at, images.join('')));
    const { data } = await decodeImage(path);
    expect(new Set(data)).toEqual(new Set([255]));
  });

  test('of entities within entities is refused', async () => {
    const entities = 'bcdefghij'
      .split('')
      .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghij'[i]!};`.repeat(10)}">`);
    const document = `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">${entities.join('')}]>${svg('width="9" height="9"', '<text>&j;</text>')}`;
    expect((await refusalOf(text(document))).message).toMatch(
      /is a SVG file that cannot be decoded/,
    );
  });

  test('that takes too long to draw is given up', async () => {
    const blur = '<feGaussianBlur stdDeviation="900"/>'.repeat(300);
    const slow = svg(
      'width="6000" height="6000"',
      `<filter id="f">${blur}</filter><rect width="6000" height="6000" filter="url(#f)"/>`,
    );
    await expect(decodeSvg(text(slow), 1)).rejects.toThrow(
      'drawing it takes longer than 1 seconds, or more memory than there is. Simplify it',
    );
  });
});

describe('a TIFF', () => {
  test.each([
    ['floating-point numbers', 32, 3],
    ['signed numbers of 32 bits', 32, 2],
    ['numbers of 32 bits', 32, 1],
    ['signed numbers of 16 bits', 16, 2],
    ['signed numbers of 8 bits', 8, 2],
    ['floating-point numbers', 16, 3],
  ])(
    'of %s (%i bits, format %i) is refused: they do not say what is white',
    async (numbers, bits, format) => {
      const file = tiffOf({ side: 8, bits, format, channels: 1 });
      expect((await refusalOf(file)).message).toMatch(
        new RegExp(`is a TIFF file; it holds ${numbers}, which do not say .* 8 or 16 bits`),
      );
    },
  );

  test('of 8 and 16 bits is read', async () => {
    for (const bits of [8, 16])
      for (const channels of [1, 3]) {
        const { data } = await decodeImage(tiffOf({ side: 8, bits, format: 1, channels }));
        expect(Math.max(...data)).toBeGreaterThan(200);
        expect(Math.min(...data)).toBeLessThan(50);
      }
  });

  test('of inks is read without their profile', async () => {
    const create = { ...plain, background: '#d02020' };
    const file = await sharp({ create }).toColourspace('cmyk').tiff().toBuffer();
    const { data } = await decodeImage(file);
    expect(data[0]).toBeGreaterThan(data[1]! + 80);
  });
});

test('HEIC is called so, whatever its name, with the way out', async () => {
  const path = join(folder, 'phone.jpg');
  await writeFile(
    path,
    Buffer.from(`\0\0\0\x1cftypheic\0\0\0\0mif1heicmiaf${'\0'.repeat(64)}`, 'latin1'),
  );
  await expect(decodeImage(path)).rejects.toThrow(
    /phone\.jpg" is a HEIC file, which cannot be decoded here \(.*No meta box.*\); .*Most Compatible/,
  );
});
