import type { Box } from '@deconv/geometry';
import type { Pixels } from '@deconv/pictures';
import type { Mask } from '@deconv/probes';
import { Canvas } from '../top/Canvas.js';

/** Images that are shown, at most. */
const SHOWN = 12;
/** Space between images, and around them; height of the line with a part's name. */
const [GAP, MARGIN, LINE] = [4, 20, 24];
/** A frame that is seen on whatever it lies: a light line inside of a dark one. */
const FRAME = [0, 255];

/**
 * A PNG of images as the network sees them, with a frame around what is masked: a row a part, a column an image.
 * @param masks a mask for each part
 */
export async function masksPicture(
  images: readonly Pixels[],
  masks: Readonly<Record<string, Mask>>,
): Promise<Buffer> {
  const shown = images.slice(0, SHOWN);
  const { width: across, height: down } = shown[0]!;
  const [rows, step] = [Object.entries(masks), LINE + down + GAP];
  const width = 2 * MARGIN + shown.length * (across + GAP) - GAP;
  const canvas = new Canvas(width, 2 * MARGIN + rows.length * step - GAP);
  rows.forEach(([part, mask], row) => {
    const y = MARGIN + row * step;
    canvas.label({ x: MARGIN, y: y + 16, text: part, size: 14, bold: true });
    shown.forEach(({ data, ...extent }, column) => {
      const place = { left: MARGIN + column * (across + GAP), top: y + LINE, ...extent };
      const box = mask[column];
      canvas.put(place, box ? framed({ data, ...extent }, box) : data);
    });
  });
  return canvas.png();
}

/** The image with the border of a box drawn on the pixels inside of it. */
function framed({ width, data }: Pixels, box: Box): Uint8Array {
  const drawn = Uint8Array.from(data);
  for (let row = 0; row < box.height; row++)
    for (let column = 0; column < box.width; column++) {
      const inside = Math.min(row, column, box.height - 1 - row, box.width - 1 - column);
      const grey = FRAME[inside];
      const at = 3 * ((box.top + row) * width + box.left + column);
      if (grey !== undefined) drawn.fill(grey, at, at + 3);
    }
  return drawn;
}
