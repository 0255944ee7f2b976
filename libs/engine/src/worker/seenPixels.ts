import { onWhite, seenPart } from '@deconv/datasets';
import { withAlpha, type InputSize, type Picture } from '@deconv/pictures';

/** The largest part in the middle of a picture that has this shape, resized to `size`: what the network sees, on the page as by the command. */
export function seenPixels(picture: Picture, size: InputSize): Picture {
  const { width, height } = picture;
  return withAlpha(seenPart({ width, height, data: onWhite(picture) }, size, 'cover'));
}
