import type { Picture, UnitView } from '@deconv/engine';
import type { FieldFrame } from './fieldFrame.js';

/** The part of the photo inside a unit's receptive field; transparent where the field reaches past the photo. */
export function patchPicture(
  seen: Picture,
  view: Pick<UnitView, 'receptiveField'>,
  frame: FieldFrame,
): Picture {
  const { top, left, height, width } = view.receptiveField;
  const patch: Picture = {
    width: frame.size,
    height: frame.size,
    data: new Uint8ClampedArray(frame.size * frame.size * 4),
  };
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * seen.width + left) * 4;
    const to = ((frame.top + row) * frame.size + frame.left) * 4;
    patch.data.set(seen.data.subarray(from, from + width * 4), to);
  }
  return patch;
}
