import type { Box } from '@deconv/geometry';
import { channelsOf, type Raster } from './raster.js';

/** The part of a picture inside a box, which must lie within it; with as many channels. */
export function crop<T extends Raster>(
  whole: T,
  { top, left, height, width }: Box,
): Raster & Pick<T, 'data'> {
  const channels = channelsOf(whole);
  const data: T['data'] = whole.data.slice(0, height * width * channels);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * whole.width + left) * channels;
    data.set(whole.data.subarray(from, from + width * channels), row * width * channels);
  }
  return { width, height, data };
}
