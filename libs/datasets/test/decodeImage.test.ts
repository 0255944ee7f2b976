import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeImage } from '../src/node/decodeImage.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deconv-decode-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const inFolder = (name: string) => join(folder, name);

function plain(width: number, height: number, color: string) {
  return sharp({ create: { width, height, channels: 3, background: color } });
}

/** Left half red, right half blue. */
function twoHalves(width: number, height: number) {
  return plain(width, height, '#ff0000').composite([
    {
      input: { create: { width: width / 2, height, channels: 3, background: '#0000ff' } },
      left: width / 2,
      top: 0,
    },
  ]);
}

function near(data: Uint8Array, expected: number[], tolerance = 3) {
  expect(data.length % 3).toBe(0);
  for (let c = 0; c < 3; c++)
    expect(
      Math.abs(data[c]! - expected[c]!),
      `channel ${c}: ${data.subarray(0, 3).join()}`,
    ).toBeLessThanOrEqual(tolerance);
}

describe('decodeImage', () => {
  test('keeps the natural size without `size`', async () => {
    const bytes = await plain(7, 5, '#204060').png().toBuffer();
    const { width, height, data } = await decodeImage(bytes);
    expect([width, height, data.length]).toEqual([7, 5, 7 * 5 * 3]);
    near(data, [0x20, 0x40, 0x60], 0);
  });

  test.each(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff'] as const)('reads %s', async (format) => {
    const { width, data } = await decodeImage(
      await plain(16, 16, '#c08040').toFormat(format).toBuffer(),
    );
    expect(width).toBe(16);
    near(data, [0xc0, 0x80, 0x40], 6);
  });

  test('reads SVG', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="4"><rect width="8" height="4" fill="#0f0"/></svg>';
    const { width, height, data } = await decodeImage(new TextEncoder().encode(svg));
    expect([width, height]).toEqual([8, 4]);
    near(data, [0, 255, 0], 0);
  });

  test('cover cuts the centre, stretch keeps both edges', async () => {
    const bytes = await plain(30, 10, '#00ff00')
      .composite([
        {
          input: { create: { width: 10, height: 10, channels: 3, background: '#ff0000' } },
          left: 0,
          top: 0,
        },
      ])
      .png()
      .toBuffer();
    const cover = await decodeImage(bytes, { size: 10 });
    expect([cover.width, cover.height]).toEqual([10, 10]);
    near(cover.data, [0, 255, 0]);
    near((await decodeImage(bytes, { size: 10, fit: 'stretch' })).data, [255, 0, 0]);
  });

  test('turns pictures upright as EXIF orientation says', async () => {
    const bytes = await twoHalves(20, 10)
      .jpeg({ quality: 100 })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { width, height, data } = await decodeImage(bytes);
    expect([width, height]).toEqual([10, 20]);
    near(data, [254, 0, 0], 6);
    near(data.subarray(data.length - 3), [0, 0, 254], 6);
  });

  test('shows white through transparent pixels', async () => {
    const clear = {
      width: 4,
      height: 4,
      channels: 4,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    } as const;
    near(
      (await decodeImage(await sharp({ create: clear }).png().toBuffer())).data,
      [255, 255, 255],
      0,
    );
    const half = { ...clear, background: { r: 0, g: 0, b: 0, alpha: 0.5 } };
    near((await decodeImage(await sharp({ create: half }).png().toBuffer())).data, [127, 127, 127]);
  });

  test('converts grey, grey with alpha and palette pictures to three channels', async () => {
    const grey = plain(4, 4, '#808080');
    near(
      (await decodeImage(await grey.clone().toColourspace('b-w').png().toBuffer())).data,
      [128, 128, 128],
    );
    near(
      (await decodeImage(await grey.clone().toColourspace('b-w').ensureAlpha().png().toBuffer()))
        .data,
      [128, 128, 128],
    );
    near(
      (await decodeImage(await grey.clone().png({ palette: true }).toBuffer())).data,
      [128, 128, 128],
    );
    near(
      (await decodeImage(await grey.clone().toColourspace('b-w').jpeg().toBuffer(), { size: 3 }))
        .data,
      [128, 128, 128],
    );
  });

  test('converts CMYK', async () => {
    const bytes = await plain(8, 8, '#d02020')
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    const { data } = await decodeImage(bytes);
    expect(data.length).toBe(8 * 8 * 3);
    expect(data[0]).toBeGreaterThan(data[1]! + 80);
  });

  test('converts 16 bits a channel to 8', async () => {
    const rgb16 = await plain(4, 4, '#204060').toColourspace('rgb16').png().toBuffer();
    expect((await sharp(rgb16).metadata()).depth).toBe('ushort');
    near((await decodeImage(rgb16)).data, [0x20, 0x40, 0x60]);
    const grey16 = await plain(4, 4, '#808080').toColourspace('grey16').png().toBuffer();
    expect((await sharp(grey16).metadata()).depth).toBe('ushort');
    near((await decodeImage(grey16)).data, [128, 128, 128]);
  });

  test('enlarges one pixel and shrinks twelve million', async () => {
    near(
      (await decodeImage(await plain(1, 1, '#102030').png().toBuffer(), { size: 32 })).data,
      [16, 32, 48],
      0,
    );
    const big = await decodeImage(await plain(4000, 3000, '#a0b0c0').jpeg().toBuffer(), {
      size: 96,
    });
    expect(big.data.length).toBe(96 * 96 * 3);
    near(big.data, [0xa0, 0xb0, 0xc0]);
  });

  test('reads paths with unicode and spaces', async () => {
    const path = inFolder('Füchse und 🦊.png');
    await writeFile(path, await plain(3, 3, '#ffffff').png().toBuffer());
    expect((await decodeImage(path)).width).toBe(3);
  });

  test('names a file that is missing', async () => {
    await expect(decodeImage(inFolder('none.jpg'))).rejects.toThrow(
      /there is no file ".*none\.jpg"/,
    );
  });

  test('says that a folder is a folder', async () => {
    await mkdir(inFolder('album.jpg'));
    await expect(decodeImage(inFolder('album.jpg'))).rejects.toThrow(
      /album\.jpg" is a folder; expected one image/,
    );
  });

  test('tells an empty file, text under an image name and a cut-off picture apart', async () => {
    await writeFile(inFolder('empty.jpg'), '');
    await expect(decodeImage(inFolder('empty.jpg'))).rejects.toThrow(/empty\.jpg" is empty/);
    await writeFile(inFolder('note.jpg'), 'dear diary, no picture today');
    await expect(decodeImage(inFolder('note.jpg'))).rejects.toThrow(
      /begins with the text "dear diary/,
    );
    for (const format of ['jpeg', 'png'] as const) {
      const noise = sharp({
        create: {
          width: 200,
          height: 200,
          channels: 3,
          background: '#888',
          noise: { type: 'gaussian', mean: 128, sigma: 60 },
        },
      });
      const whole = await noise.toFormat(format).toBuffer();
      await writeFile(inFolder(`cut.${format}`), whole.subarray(0, whole.length / 2));
      await expect(decodeImage(inFolder(`cut.${format}`), { size: 96 })).rejects.toThrow(
        /damaged or cut off/,
      );
    }
  });

  test.each(['\u007f', '\u009b31m', 'x'.repeat(5_000)])(
    'shows what a decoder quotes of a file harmless and short: %j',
    async (inside) => {
      const svg = `<svg xmlns="http://${inside} /" width="8" height="4"><rect></svg>`;
      const error = await decodeImage(new TextEncoder().encode(svg)).catch((e: unknown) => e);
      const { message } = error as Error;
      expect(message).toContain('is a SVG file that cannot be decoded');
      // eslint-disable-next-line no-control-regex
      expect(message).toMatch(/^[^\u0000-\u001f\u007f-\u009f]{1,1000}$/);
    },
  );

  test('refuses sizes that are none', async () => {
    await expect(decodeImage(new Uint8Array(3), { size: 0 })).rejects.toThrow(
      /invalid image size: 0/,
    );
    await expect(decodeImage(new Uint8Array(3), { size: 2.5 })).rejects.toThrow(
      /invalid image size: 2.5/,
    );
  });

  test('names bytes that are no image by their number', async () => {
    await expect(decodeImage(new Uint8Array([1, 2, 3]))).rejects.toThrow(
      /the given data \(3 bytes\).*01 02 03/,
    );
  });
});
