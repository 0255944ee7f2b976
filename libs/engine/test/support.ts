import type { NamedPicture, Picture } from '../src/contract.js';

/** A folder beside this file. */
export const TINY = new URL('./fixtures/tiny/', import.meta.url).href;

/** Wider than high, so that it has to be cropped; left and right thirds green, the middle red over blue. */
export function stripes(width: number, height: number): Picture {
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const middle = Math.abs((pixel % width) - width / 2 + 0.5) < width / 6;
    const colour = !middle ? [0, 160, 0] : pixel < (width * height) / 2 ? [200, 0, 0] : [0, 0, 200];
    data.set(colour, pixel * 4);
  }
  return { width, height, data };
}

/** Noise that is the same every time, for each name another. */
export function noise(...names: string[]): NamedPicture[] {
  return names.map((name, n) => {
    const data = new Uint8ClampedArray(16 * 16 * 4);
    data.forEach((_, i) => (data[i] = i % 4 === 3 ? 255 : ((i + n * 977 + 3) * 7919) % 251));
    return { name, picture: { width: 16, height: 16, data } };
  });
}
