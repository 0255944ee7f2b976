import type { Picture } from './picture.js';
import type { Pixels } from './pixels.js';
import { channelsOf, type Raster } from './raster.js';

/**
 * The same picture with alpha: opaque.
 * @throws RangeError for a picture that has not three channels
 */
export function withAlpha(picture: Raster): Picture {
  const { width, height, data } = picture;
  if (data.length && channelsOf(picture) !== 3)
    throw new RangeError(
      `${data.length} values for ${width}×${height} pixels; expected three a pixel`,
    );
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let from = 0, to = 0; from < data.length; from += 3, to += 4)
    for (let c = 0; c < 3; c++) rgba[to + c] = data[from + c]!;
  return { width, height, data: rgba };
}

/** The same picture's red, green and blue, whatever its alpha. */
export function withoutAlpha({ width, height, data }: Picture): Pixels {
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3)
    for (let c = 0; c < 3; c++) rgb[to + c] = data[from + c]!;
  return { width, height, data: rgb };
}
