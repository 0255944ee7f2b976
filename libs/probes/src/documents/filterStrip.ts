import { largestMagnitude, shade, type Pixels } from '@deconv/pictures';
import type { FilterPictures } from './filterPictures.js';

/** Filters in one picture, one below the other, a pixel a weight, each by its own largest. */
export function filterStrip({ filters, height, width }: FilterPictures): Pixels {
  const data = new Uint8Array(filters.length * height * width * 3);
  filters.forEach((values, i) => {
    data.set(shade(values, largestMagnitude(values)), i * height * width * 3);
  });
  return { width, height: height * filters.length, data };
}
