import { reduce, workingFactor } from '@deconv/datasets';
import type { Picture } from '@deconv/pictures';

/** Pixels that are on a canvas at once. */
const STRIP = 2 ** 22;

/**
 * The pixels of a bitmap, turned upright, over white, at the size that `workingSize` leaves. They are read by strips, as large as
 * a factor needs: a camera's photo would take as much memory again, several times.
 * @param orientation EXIF's, of what has not been turned yet
 */
export function readBitmap(bitmap: ImageBitmap, orientation: number): Picture {
  const turned = orientation > 4;
  const width = turned ? bitmap.height : bitmap.width;
  const height = turned ? bitmap.width : bitmap.height;
  const factor = workingFactor({ width, height });
  const line = Math.ceil(width / factor) * 4;
  const data = new Uint8ClampedArray(line * Math.ceil(height / factor));
  const rows = Math.max(1, Math.floor(STRIP / width / factor)) * factor;
  const canvas = new OffscreenCanvas(width, Math.min(rows, height));
  // In the processor's memory: nothing else is done than reading it.
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gave no canvas to read the picture with.');
  context.imageSmoothingEnabled = false;
  for (let top = 0; top < height; top += rows) {
    context.resetTransform();
    // White behind transparent pictures, as on a page; a network never sees transparency.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.translate(0, -top);
    context.transform(...upright(orientation, bitmap));
    context.drawImage(bitmap, 0, 0);
    const strip = context.getImageData(0, 0, width, Math.min(rows, height - top));
    data.set(reduce(strip, factor).data, (top / factor) * line);
  }
  return { width: line / 4, height: data.length / line, data };
}

type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number];

/** From the places of a picture's pixels to those that they have when it is upright. */
function upright(orientation: number, { width, height }: ImageBitmap): Matrix {
  const matrices: Matrix[] = [
    [1, 0, 0, 1, 0, 0],
    [-1, 0, 0, 1, width, 0],
    [-1, 0, 0, -1, width, height],
    [1, 0, 0, -1, 0, height],
    [0, 1, 1, 0, 0, 0],
    [0, 1, -1, 0, height, 0],
    [0, -1, -1, 0, height, width],
    [0, -1, 1, 0, 0, width],
  ];
  return matrices[orientation - 1]!;
}
