import type { Box } from '@deconv/geometry';
import type { Pixels } from '@deconv/datasets';
import sharp from 'sharp';
import { GREY, scaleOf, shade } from './shade.js';

/** Small receptive fields are enlarged, pixel by whole pixel, to about this many. */
const SIDE = 256;

/**
 * A PNG of the unit's patch and its projection, side by side. The projection lies on mid grey, scaled so that the
 * 99.5th percentile of its magnitudes reaches black or white.
 * @param projection float32 [height, width, 3] of the whole input, RGB
 */
export async function picture(seen: Pixels, projection: Float32Array, field: Box): Promise<Buffer> {
  const drawn = shade(projection, scaleOf(projection));
  const factor = Math.max(1, Math.round(SIDE / Math.max(field.width, field.height)));
  const size = { width: field.width * factor, height: field.height * factor };
  const crop = (data: Uint8Array): Promise<Buffer> =>
    sharp(data, { raw: { width: seen.width, height: seen.height, channels: 3 } })
      .extract(field)
      .resize({ ...size, kernel: 'nearest' })
      .png()
      .toBuffer();
  const gap = 8;
  const background = { r: GREY, g: GREY, b: GREY };
  return sharp({
    create: { width: 2 * size.width + gap, height: size.height, channels: 3, background },
  })
    .composite([
      { input: await crop(seen.data), left: 0, top: 0 },
      { input: await crop(drawn), left: size.width + gap, top: 0 },
    ])
    .png()
    .toBuffer();
}
