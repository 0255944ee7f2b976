import type { Picture, StepView } from '@deconv/engine';
import { ZERO_GREY } from '../drawing/blankPicture.js';

/** One map of a signal as a picture: zero is grey, `scale` white, −`scale` black. Square; what lies outside is clear. */
export function mapPicture(
  values: Float32Array,
  { height, width }: StepView['box'],
  scale: number,
): Picture {
  const gain = scale > 0 ? 127 / scale : 0;
  return square(height, width, (pixel) => {
    const grey = ZERO_GREY + gain * values[pixel]!;
    return [grey, grey, grey];
  });
}

/** The three maps that reach the pixels, as one picture in colour. */
export function coloursPicture({ maps, box }: StepView, scale: number): Picture {
  const gain = scale > 0 ? 127 / scale : 0;
  return square(box.height, box.width, (pixel) =>
    [0, 1, 2].map((colour) => ZERO_GREY + gain * (maps[colour]?.values[pixel] ?? 0)),
  );
}

function square(height: number, width: number, colourOf: (pixel: number) => number[]): Picture {
  const side = Math.max(height, width);
  const data = new Uint8ClampedArray(side * side * 4);
  for (let pixel = 0; pixel < height * width; pixel++) {
    const to = (Math.floor(pixel / width) * side + (pixel % width)) * 4;
    data.set([...colourOf(pixel), 255], to);
  }
  return { width: side, height: side, data };
}
