import type { UnitView } from '@deconv/engine';
import { paste, shade, withAlpha, type Picture } from '@deconv/pictures';
import { blankPicture } from './blankPicture.js';
import type { FieldFrame } from './fieldFrame.js';

/** A projection as colours, shaded as in documents, inside its whole field. */
export function projectionPicture(
  { receptiveField: { height, width }, projection }: UnitView,
  frame: FieldFrame,
  scale: number,
): Picture {
  const picture = blankPicture(frame.size, frame.size);
  paste(picture, withAlpha({ height, width, data: shade(projection, scale) }), frame);
  return picture;
}
