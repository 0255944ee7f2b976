import { toInput, type Preprocess } from '@deconv/models';
import { meanColour, type Colour, type Pixels } from '@deconv/pictures';

/**
 * The colour of a square that covers an image, or of what lies beyond it, by image: `grey`, `mean` (of the image), or
 * `R,G,B`.
 * @throws RangeError for what is none
 */
export function fillOf(text: string): (image: Pixels) => Colour {
  if (text === 'mean') return ({ data }) => meanColour(data, 3).map(Math.round) as Colour;
  if (text === 'grey') return () => [128, 128, 128];
  const parts = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (parts.length !== 3 || !parts.every((v) => Number.isInteger(v) && v >= 0 && v <= 255))
    throw new RangeError(
      `fill is "${text}"; expected grey, mean, or R,G,B of whole numbers from 0 to 255`,
    );
  return () => parts as Colour;
}

/** A colour as the network reads it: a preprocessed number for each channel. */
export function inputColour(colour: Colour, preprocess: Preprocess): number[] {
  const pixel = toInput({ width: 1, height: 1, data: Uint8Array.from(colour) }, preprocess);
  const numbers = [...pixel.dataSync()];
  pixel.dispose();
  return numbers;
}
