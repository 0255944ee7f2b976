import { withoutAlpha, type InputSize, type Pixels } from '@deconv/pictures';
import type { NamedPicture } from '../../contract.js';
import { seenPixels } from '../seenPixels.js';

/** A picture as a network of this input size sees it: red, green and blue, cropped to its shape. */
export function seenPhoto({ picture }: NamedPicture, size: InputSize): Pixels {
  return withoutAlpha(seenPixels(picture, size));
}
