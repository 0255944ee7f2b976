import type { Picture, UnitView } from '@deconv/engine';
import { ZERO_GREY, blankPicture } from './blankPicture.js';
import type { FieldFrame } from './fieldFrame.js';

/** A projection as colours: zero is mid grey, `scale` and beyond is full, the same in each colour channel. */
export function projectionPicture(view: UnitView, frame: FieldFrame, scale: number): Picture {
  const { height, width } = view.receptiveField;
  const picture = blankPicture(frame.size, frame.size);
  const gain = scale > 0 ? 127 / scale : 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * 3;
      const to = ((frame.top + row) * frame.size + frame.left + column) * 4;
      for (let colour = 0; colour < 3; colour++) {
        picture.data[to + colour] = ZERO_GREY + gain * (view.projection[from + colour] ?? 0);
      }
    }
  }
  return picture;
}
