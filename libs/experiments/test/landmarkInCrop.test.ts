import { decodeImage } from '@deconv/datasets/node';
import { landmarkInCrop } from '../src/index.js';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

/** A black picture with a white spot of 9 × 9 pixels. */
async function spotted(width: number, height: number, [x, y]: [number, number]): Promise<Buffer> {
  const background = { r: 0, g: 0, b: 0 };
  const spot = await sharp({
    create: { width: 9, height: 9, channels: 3, background: { r: 255, g: 255, b: 255 } },
  })
    .png()
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background } })
    .composite([{ input: spot, left: Math.round(x * width) - 4, top: Math.round(y * height) - 4 }])
    .png()
    .toBuffer();
}

/** Centre of what is bright, as fractions of the square. */
async function brightest(picture: Buffer, size: number): Promise<[number, number]> {
  const { data } = await decodeImage(picture, { size, fit: 'cover' });
  let [sum, x, y] = [0, 0, 0];
  for (let i = 0; i < size * size; i++) {
    const value = data[3 * i]!;
    sum += value;
    x += value * ((i % size) + 0.5);
    y += value * (Math.floor(i / size) + 0.5);
  }
  return [x / sum / size, y / sum / size];
}

describe('a landmark in the square that is cut from a picture', () => {
  it.each([
    [300, 200, [0.4, 0.7]],
    [301, 200, [0.75, 0.2]],
    [150, 400, [0.3, 0.6]],
    [240, 240, [0.15, 0.8]],
  ] as const)('lies where decoding puts it, for %i × %i pixels', async (width, height, [x, y]) => {
    const seen = await brightest(await spotted(width, height, [x, y]), 64);
    const [u, v] = landmarkInCrop({ width, height }, [x, y]);
    expect(Math.abs(u - seen[0])).toBeLessThan(1 / 64);
    expect(Math.abs(v - seen[1])).toBeLessThan(1 / 64);
  });

  it('lies beyond it where it was cut off', () => {
    expect(landmarkInCrop({ width: 400, height: 200 }, [0.1, 0.5])).toEqual([
      expect.closeTo(-0.3, 12) as number,
      0.5,
    ]);
    expect(landmarkInCrop({ width: 200, height: 400 }, [0.25, 0.875])).toEqual([0.25, 1.25]);
  });
});
