import type { UnitView } from '@deconv/engine';
import { contrastScale, paste, shade, withAlpha, type Picture } from '@deconv/pictures';

/** How dark the picture gets outside of the field, 0–255. */
const SHADE = 150;

/**
 * What lies on a picture when one looks through a layer: the projection inside the unit's receptive field,
 * a shade around it.
 */
export function throughPicture(
  { receptiveField, projection }: UnitView,
  seen: Pick<Picture, 'width' | 'height'>,
): Picture {
  const { height, width } = receptiveField;
  const data = new Uint8ClampedArray(seen.width * seen.height * 4);
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = SHADE;
  const picture = { width: seen.width, height: seen.height, data };
  const drawn = shade(projection, contrastScale(projection));
  paste(picture, withAlpha({ height, width, data: drawn }), receptiveField);
  return picture;
}
