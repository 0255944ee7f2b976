import { toInput, type Preprocess } from '@deconv/models';

/** A colour as the network reads it: a preprocessed number for each channel. @param colour red, green, blue, 0–255 */
export function inputColour(
  colour: readonly [number, number, number],
  preprocess: Preprocess,
): number[] {
  const pixel = toInput({ width: 1, height: 1, data: Uint8Array.from(colour) }, preprocess);
  const numbers = [...pixel.dataSync()];
  pixel.dispose();
  return numbers;
}
