import { channelsOf } from './raster.js';
import type { Pixels } from './pixels.js';

/** Each pixel as a square of `factor` × `factor`, a whole number from 1. */
export function enlarge({ width, height, data }: Pixels, factor: number): Pixels {
  const channels = channelsOf({ width, height, data });
  const line = width * factor * channels;
  const enlarged = Uint8Array.from({ length: height * factor * line }, (_, i) => {
    const [row, along] = [Math.floor(i / line / factor), i % line];
    const column = Math.floor(along / channels / factor);
    return data[(row * width + column) * channels + (along % channels)]!;
  });
  return { width: width * factor, height: height * factor, data: enlarged };
}
