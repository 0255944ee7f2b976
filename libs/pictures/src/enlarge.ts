import { channelsOf } from './raster.js';
import type { Pixels } from './pixels.js';

/** Each pixel as a square of `factor` × `factor`, a whole number from 1. */
export function enlarge({ width, height, data }: Pixels, factor: number): Pixels {
  const channels = channelsOf({ width, height, data });
  const line = width * factor * channels;
  const enlarged = new Uint8Array(height * factor * line);
  for (let row = 0; row < height; row++) {
    const first = row * factor * line;
    for (let column = 0; column < width * factor; column++)
      for (let c = 0; c < channels; c++)
        enlarged[first + column * channels + c] =
          data[(row * width + Math.floor(column / factor)) * channels + c]!;
    for (let copy = 1; copy < factor; copy++)
      enlarged.copyWithin(first + copy * line, first, first + line);
  }
  return { width: width * factor, height: height * factor, data: enlarged };
}
