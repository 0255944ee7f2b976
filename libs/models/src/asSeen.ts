import { luminance, type Raster } from '@deconv/pictures';
import type { Preprocess } from './preprocess.js';

/**
 * A picture as a network sees it: one that reads brightness sees no colours. What goes in stays the same.
 * @param picture of RGB or RGBA, which is left as it is
 */
export function asSeen<Data extends Uint8Array | Uint8ClampedArray>(
  picture: Raster & { data: Data },
  { channelOrder }: Pick<Preprocess, 'channelOrder'>,
): Raster & { data: Data } {
  if (channelOrder !== 'grey') return picture;
  const { width, height } = picture;
  const depth = picture.data.length / (width * height);
  const data = picture.data.slice() as Data;
  for (let at = 0; at < data.length; at += depth)
    data.fill(luminance(data[at]!, data[at + 1]!, data[at + 2]!), at, at + 3);
  return { width, height, data };
}
