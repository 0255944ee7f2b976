import type { Box } from '@deconv/geometry';
import { channelsOf, type Raster } from './raster.js';

/** Copies a picture onto another with as many channels, inside of which it must lie. */
export function paste(onto: Raster, part: Raster, { top, left }: Pick<Box, 'top' | 'left'>): void {
  const channels = channelsOf(onto);
  const line = part.width * channels;
  for (let row = 0; row < part.height; row++)
    onto.data.set(
      part.data.subarray(row * line, (row + 1) * line),
      ((top + row) * onto.width + left) * channels,
    );
}
