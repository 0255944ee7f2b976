import type { Picture } from './picture.js';
import type { Raster } from './raster.js';

/** The same picture with alpha: opaque. @param picture red, green, blue */
export function withAlpha({ width, height, data }: Raster): Picture {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let i = 0; i < data.length; i++) rgba[i + Math.floor(i / 3)] = data[i]!;
  return { width, height, data: rgba };
}
