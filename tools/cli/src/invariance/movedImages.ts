import type { Colour, Pixels } from '@deconv/pictures';
import { transformImage } from '@deconv/probes';
import type { TransformName } from '@deconv/results';
import { Canvas } from '../top/Canvas.js';

/** How many of the values are shown, at most. */
const SHOWN = 9;
/** Space between images, and around them; height of the line with the values. */
const [GAP, MARGIN, LINE] = [4, 20, 24];

/** An image with the colour that is seen where it ends. */
export interface Framed {
  pixels: Pixels;
  fill: Colour;
}

/** A PNG of images as the network sees them, moved: a row an image, a column for each of at most nine values. */
export async function movedImages(
  images: readonly Framed[],
  transform: TransformName,
  values: readonly number[],
): Promise<Buffer> {
  const shown = evenly(values);
  const { width: across, height: down } = images[0]!.pixels;
  const width = 2 * MARGIN + shown.length * (across + GAP) - GAP;
  const canvas = new Canvas(width, 2 * MARGIN + LINE + images.length * (down + GAP) - GAP);
  const place = (column: number): number => MARGIN + column * (across + GAP);
  shown.forEach((value, i) =>
    canvas.label({ x: place(i), y: MARGIN + 10, text: `${transform} ${value}`, size: 12 }),
  );
  images.forEach(({ pixels, fill }, row) => {
    const { height, width, data } = pixels;
    const raster = { height, width, data: Float32Array.from(data) };
    shown.forEach((value, column) => {
      const moved = transformImage(raster, transform, value, fill);
      const top = MARGIN + LINE + row * (down + GAP);
      canvas.put({ left: place(column), top, width, height }, Uint8Array.from(moved, Math.round));
    });
  });
  return canvas.png();
}

/** Some of the values at even distances, the first and the last among them. */
function evenly(values: readonly number[]): number[] {
  if (values.length <= SHOWN) return [...values];
  return Array.from(
    { length: SHOWN },
    (_, i) => values[Math.round((i * (values.length - 1)) / (SHOWN - 1))]!,
  );
}
