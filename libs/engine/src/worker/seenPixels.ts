import { onWhite, seenSquare } from '@deconv/datasets';
import { withAlpha, type Picture } from '@deconv/pictures';

/** The square in the middle of a picture, resized to `size`: what the network sees, on the page as by the command. */
export function seenPixels(picture: Picture, size: number): Picture {
  const { width, height } = picture;
  return withAlpha(seenSquare({ width, height, data: onWhite(picture) }, size, 'cover'));
}
