import type { Pixels } from '@deconv/pictures';
import type { FilterPictures } from './filterPictures.js';
import { shade } from './shade.js';

/** Filters in one picture, one below the other, a pixel a weight, each by its own largest. */
export function filterStrip({ filters, height, width }: FilterPictures): Pixels {
  const data = new Uint8Array(filters.length * height * width * 3);
  filters.forEach((values, i) => {
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    data.set(shade(values, largest), i * height * width * 3);
  });
  return { width, height: height * filters.length, data };
}
