import { meanColour, type Colour, type Pixels } from '@deconv/pictures';
import { unfit } from './UnfitOption.js';

/**
 * The colour of a square that covers an image, or of what lies beyond it, by image: `grey`, `mean` (of the image), or
 * `R,G,B`.
 * @throws UnfitOption for what is none
 */
export function fillOf(text: string): (image: Pixels) => Colour {
  if (text === 'mean') return ({ data }) => meanColour(data, 3).map(Math.round) as Colour;
  if (text === 'grey') return () => [128, 128, 128];
  const parts = text.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
  if (parts.length !== 3 || !parts.every((v) => Number.isInteger(v) && v >= 0 && v <= 255))
    throw unfit('fill', text, 'grey, mean, or R,G,B of whole numbers from 0 to 255');
  return () => parts as Colour;
}
