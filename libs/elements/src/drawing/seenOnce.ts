import type { Picture } from '@deconv/engine';
import { crop } from '@deconv/pictures';

/** What a network reads, in pixels; the shape alone counts. */
interface Shape {
  width: number;
  height: number;
}

const SQUARE: Shape = { width: 1, height: 1 };
const parts = new WeakMap<Picture, Map<number, Picture>>();

/**
 * The largest part in the middle of a picture that has the shape of what a network reads, before resizing; a square while no network
 * is known. Cut once however often it is drawn.
 */
export function seenOnce(picture: Picture, shape: Shape = SQUARE): Picture {
  const known = parts.get(picture) ?? new Map<number, Picture>();
  parts.set(picture, known);
  const ratio = shape.width / shape.height;
  const part = known.get(ratio) ?? cutTo(picture, ratio);
  known.set(ratio, part);
  return part;
}

function cutTo(picture: Picture, ratio: number): Picture {
  const height = Math.min(picture.height, Math.round(picture.width / ratio));
  const width = Math.min(picture.width, Math.round(picture.height * ratio));
  const [top, left] = [(picture.height - height) >> 1, (picture.width - width) >> 1];
  return crop(picture, { top, left, height, width });
}
