import type { Picture } from './picture.js';
import type { Pixels } from './pixels.js';

/** The same picture's red, green and blue, whatever its alpha. */
export function withoutAlpha({ width, height, data }: Picture): Pixels {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < rgb.length; i++) rgb[i] = data[i + Math.floor(i / 3)]!;
  return { width, height, data: rgb };
}
