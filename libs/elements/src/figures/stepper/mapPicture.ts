import type { StepView } from '@deconv/engine';
import { interleaved, paste, shade, withAlpha, type Picture } from '@deconv/pictures';

/** One map of a signal as a picture: zero is grey, `scale` white, −`scale` black. Square; what lies outside is clear. */
export function mapPicture(values: Float32Array, box: StepView['box'], scale: number): Picture {
  return square([values, values, values], box, scale);
}

/** The three maps that reach the pixels, as one picture in colour. */
export function coloursPicture({ maps, box }: StepView, scale: number): Picture {
  return square(
    [0, 1, 2].map((colour) => maps[colour]?.values),
    box,
    scale,
  );
}

function square(
  colours: readonly (Float32Array | undefined)[],
  { height, width }: StepView['box'],
  scale: number,
): Picture {
  const side = Math.max(height, width);
  const picture = { width: side, height: side, data: new Uint8ClampedArray(side * side * 4) };
  const data = shade(interleaved(colours, height * width), scale);
  paste(picture, withAlpha({ height, width, data }), { top: 0, left: 0 });
  return picture;
}
