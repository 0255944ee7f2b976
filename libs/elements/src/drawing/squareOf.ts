import { crop, type Picture } from '@deconv/pictures';

/** The largest square in the middle of a picture: what a network will be shown, before resizing. */
export function squareOf(picture: Picture): Picture {
  const { height, width } = picture;
  const side = Math.min(width, height);
  const [top, left] = [(height - side) >> 1, (width - side) >> 1];
  return crop(picture, { top, left, height: side, width: side });
}
