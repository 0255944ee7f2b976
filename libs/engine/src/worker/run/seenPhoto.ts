import type { Pixels } from '@deconv/datasets';
import type { NamedPicture } from '../../contract.js';
import { seenPixels } from '../seenPixels.js';

/** A picture as a network of this input size sees it: red, green and blue, cropped to a square. */
export async function seenPhoto({ picture }: NamedPicture, size: number): Promise<Pixels> {
  const { width, height, data } = await seenPixels(picture, size);
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < pixels.length; i++) pixels[i] = data[Math.floor(i / 3) * 4 + (i % 3)]!;
  return { width, height, data: pixels };
}
