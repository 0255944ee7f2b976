import { onWhite, seenSquare } from '@deconv/datasets';
import type { Picture } from '../contract.js';

/** The square in the middle of a picture, resized to `size`: what the network sees, on the page as by the command. */
export function seenPixels(picture: Picture, size: number): Picture {
  const { width, height } = picture;
  const { data } = seenSquare({ width, height, data: onWhite(picture) }, size, 'cover');
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let i = 0; i < data.length; i++) pixels[Math.floor(i / 3) * 4 + (i % 3)] = data[i]!;
  return { width: size, height: size, data: pixels };
}
