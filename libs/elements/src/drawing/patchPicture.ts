import type { UnitView } from '@deconv/engine';
import { crop, paste, type Picture } from '@deconv/pictures';
import type { FieldFrame } from './fieldFrame.js';

/** The part of the photo inside a unit's receptive field; transparent where the field reaches past the photo. */
export function patchPicture(
  seen: Picture,
  { receptiveField }: Pick<UnitView, 'receptiveField'>,
  frame: FieldFrame,
): Picture {
  const { size } = frame;
  const patch = { width: size, height: size, data: new Uint8ClampedArray(size * size * 4) };
  paste(patch, crop(seen, receptiveField), frame);
  return patch;
}
