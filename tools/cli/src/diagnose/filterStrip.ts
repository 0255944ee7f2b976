import sharp from 'sharp';
import { shade } from '../shade.js';
import type { FilterPictures } from './filterPictures.js';

/** A PNG of filters, one below the other, a pixel a weight, each by its own largest. */
export function filterStrip({ filters, height, width }: FilterPictures): Promise<Buffer> {
  const shaded = filters.map((values) =>
    shade(
      values,
      values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
    ),
  );
  const raw = { width, height: height * filters.length, channels: 3 } as const;
  return sharp(Buffer.concat(shaded), { raw }).png().toBuffer();
}
