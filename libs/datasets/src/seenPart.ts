import { extentOf, type InputSize, type Raster } from '@deconv/pictures';
import { resample } from './resample.js';
import { workingSize } from './workingSize.js';

/** `cover` fills the network's shape and cuts what sticks out, centred; `stretch` keeps everything and loses the proportions. */
export type Fit = 'cover' | 'stretch';

/** A photo as a network sees it: a square of `size` pixels, or height by width. The page and the command both make it by this. */
export function seenPart(whole: Raster, size: InputSize, fit: Fit): Raster & { data: Uint8Array } {
  const photo = workingSize(whole);
  const seen = extentOf(size);
  if (fit === 'stretch') return resample(photo, seen);
  const { width, height } = photo;
  // How many pixels of the photo become one: as many as fit along both sides.
  const scale = Math.min(width / seen.width, height / seen.height);
  const part = { width: seen.width * scale, height: seen.height * scale };
  const place = { left: (width - part.width) / 2, top: (height - part.height) / 2 };
  return resample(photo, seen, { ...place, ...part });
}
