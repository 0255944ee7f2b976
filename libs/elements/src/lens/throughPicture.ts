import type { Picture, UnitView } from '@deconv/engine';
import { contrastScale } from '../drawing/contrastScale.js';
import { ZERO_GREY } from '../drawing/blankPicture.js';

/** How dark the picture gets outside of the field, 0–255. */
const SHADE = 150;

/**
 * What lies on a picture of `side` pixels when one looks through a layer: the projection inside the unit's receptive field,
 * a shade around it.
 */
export function throughPicture(view: UnitView, side: number): Picture {
  const { top, left, height, width } = view.receptiveField;
  const data = new Uint8ClampedArray(side * side * 4);
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = SHADE;
  const scale = contrastScale(view.projection);
  const gain = scale > 0 ? 127 / scale : 0;
  for (let pixel = 0; pixel < height * width; pixel++) {
    const row = top + Math.floor(pixel / width);
    const to = (row * side + left + (pixel % width)) * 4;
    for (let colour = 0; colour < 3; colour++)
      data[to + colour] = ZERO_GREY + gain * view.projection[pixel * 3 + colour]!;
    data[to + 3] = 255;
  }
  return { width: side, height: side, data };
}
