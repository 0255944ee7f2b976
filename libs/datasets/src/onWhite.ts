import type { Raster } from '@deconv/pictures';

/**
 * Lays pixels on white, as a page does, and rounds to the nearest: the one ground on which the page and the command see what is
 * transparent.
 * @param raster grey, grey and alpha, RGB, or RGB and alpha, not premultiplied
 * @returns RGB; the same array where that is what it was
 */
export function onWhite({ width, height, data }: Raster): Uint8Array {
  const pixels = width * height;
  const channels = data.length / pixels;
  if (channels === 3 && data instanceof Uint8Array) return data;
  const rgb = new Uint8Array(pixels * 3);
  const [isColour, hasAlpha] = [channels > 2, channels % 2 === 0];
  for (let i = 0, from = 0, o = 0; i < pixels; i++, from += channels) {
    const alpha = hasAlpha ? data[from + channels - 1]! : 255;
    for (let c = 0; c < 3; c++) {
      const value = data[from + (isColour ? c : 0)]!;
      rgb[o++] = alpha === 255 ? value : Math.round((value * alpha) / 255) + 255 - alpha;
    }
  }
  return rgb;
}
