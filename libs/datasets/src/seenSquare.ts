import type { Raster } from '@deconv/pictures';
import { resample } from './resample.js';
import { workingSize } from './workingSize.js';

/** `cover` fills the square and cuts what sticks out, centred; `stretch` keeps everything and loses the proportions. */
export type Fit = 'cover' | 'stretch';

/** A photo as a network sees it: a square of `size` pixels. The page and the command both make it by this. */
export function seenSquare(whole: Raster, size: number, fit: Fit): Raster & { data: Uint8Array } {
  const photo = workingSize(whole);
  const square = { width: size, height: size };
  if (fit === 'stretch') return resample(photo, square);
  const { width, height } = photo;
  const side = Math.min(width, height);
  const part = { left: (width - side) / 2, top: (height - side) / 2, width: side, height: side };
  return resample(photo, square, part);
}
