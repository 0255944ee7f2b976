import type { FeatureMaps, LayerSummary, Picture } from '../../src/contract.js';

/** One map in so many is zero everywhere, as in a network with dead units. */
const DEAD = 8;

/** The photo's brightness at each place, of which each map lets another part through. */
export function fakeMaps(seen: Picture, { name, ...layer }: LayerSummary): FeatureMaps {
  const { height, width, channels } = layer;
  const values = Float32Array.from({ length: channels * height * width }, (_, i) => {
    const channel = Math.floor(i / (height * width));
    const [row, column] = [Math.floor(i / width) % height, i % width];
    const pixel = Math.floor(((row + 0.5) * seen.height) / height) * seen.width;
    const bright = seen.data[4 * (pixel + Math.floor(((column + 0.5) * seen.width) / width))]!;
    const wave = Math.cos((bright / 255) * 6 + channel);
    return channel % DEAD === 3 ? 0 : Math.max(0, wave * (1 + ((channel * 37) % channels) / 9));
  });
  return { layer: name, height, width, channels, values };
}
