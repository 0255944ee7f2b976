import type { Picture } from '@deconv/engine';
import { squareOf } from './squareOf.js';

const squares = new WeakMap<Picture, Picture>();

/** The square in the middle of a picture, cut once however often it is drawn. */
export function squareOnce(picture: Picture): Picture {
  const square = squares.get(picture) ?? squareOf(picture);
  squares.set(picture, square);
  return square;
}
