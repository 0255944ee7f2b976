import type { Picture } from '@deconv/engine';

/** The largest square in the middle of a picture: what a network will be shown, before resizing. */
export function squareOf(picture: Picture): Picture {
  const side = Math.min(picture.width, picture.height);
  const top = (picture.height - side) >> 1;
  const left = (picture.width - side) >> 1;
  const data = new Uint8ClampedArray(side * side * 4);
  for (let row = 0; row < side; row++) {
    const from = ((top + row) * picture.width + left) * 4;
    data.set(picture.data.subarray(from, from + side * 4), row * side * 4);
  }
  return { width: side, height: side, data };
}
