/** What is done to pixels before the network sees them: `(pixel − mean) · scale`, channel by channel. */
export interface Preprocessing {
  /** Side of the square picture in pixels. */
  inputSize: number;
  channelOrder: 'RGB';
  /** Mean of red, green, blue over the training pictures, 0 … 255. */
  meanSubtract: [number, number, number];
  scale: number;
}

/**
 * @param pixels 0 … 255, red, green, blue in turn: [batch, size, size, 3]
 * @returns the network's input in the same layout
 */
export function preprocess(
  pixels: Uint8Array,
  { meanSubtract, scale }: Preprocessing,
): Float32Array {
  const values = new Float32Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) values[i] = (pixels[i]! - meanSubtract[i % 3]!) * scale;
  return values;
}
