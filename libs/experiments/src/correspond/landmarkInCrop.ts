import type { Point } from '@deconv/datasets';

/**
 * Where a point of a picture lies in the part that `seenPart` cuts from its middle (`fit: 'cover'`).
 * @param picture its width and height, upright, in any unit
 * @param point x and y as fractions of the picture's width and height
 * @param seen the shape of that part; a square unless said
 * @returns as fractions of the part's sides; beyond 0 … 1 where the point was cut off
 */
export function landmarkInCrop(
  { width, height }: { width: number; height: number },
  [x, y]: Point,
  seen: { width: number; height: number } = { width: 1, height: 1 },
): Point {
  const scale = Math.min(width / seen.width, height / seen.height);
  const along = (fraction: number, length: number, part: number): number =>
    0.5 + ((fraction - 0.5) * length) / (part * scale);
  return [along(x, width, seen.width), along(y, height, seen.height)];
}
