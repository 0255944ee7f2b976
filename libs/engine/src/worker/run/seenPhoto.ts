import type { Pixels } from '@deconv/datasets';
import type { NamedPicture, Picture } from '../../contract.js';
import { seenPixels } from '../seenPixels.js';

/** A picture as a network of this input size sees it: red, green and blue, cropped to a square. */
export function seenPhoto({ picture }: NamedPicture, size: number): Pixels {
  return inThreeChannels(seenPixels(picture, size));
}

/** Red, green and blue. */
export function inThreeChannels({ width, height, data }: Picture): Pixels & { data: Uint8Array } {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = data[Math.floor(i / 3) * 4 + (i % 3)]!;
  return { width, height, data: pixels };
}
