/** Values of pixels, three each, in RGB order. */
export function inRgb(pixels: Float32Array, channelOrder: 'RGB' | 'BGR'): Float32Array {
  if (channelOrder === 'RGB') return pixels;
  return pixels.map((_, i) => pixels[i + 2 - 2 * (i % 3)]!);
}
