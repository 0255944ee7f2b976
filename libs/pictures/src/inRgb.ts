import { interleaved } from './interleaved.js';

/** In which order a network reads the colours of an image; `grey` where it reads one channel, its brightness. */
export type ChannelOrder = 'RGB' | 'BGR' | 'grey';

/** Values of pixels as three each, in RGB order; of one channel, three alike. */
export function inRgb(pixels: Float32Array, channelOrder: ChannelOrder): Float32Array {
  if (channelOrder === 'RGB') return pixels;
  if (channelOrder === 'grey') return interleaved([pixels, pixels, pixels], pixels.length);
  return pixels.map((_, i) => pixels[i + 2 - 2 * (i % 3)]!);
}
