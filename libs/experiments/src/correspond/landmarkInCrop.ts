import type { Point } from '@deconv/datasets';

/**
 * Where a point of a picture lies in the square that `seenSquare` cuts from its middle (`fit: 'cover'`).
 * @param picture its width and height, upright, in any unit
 * @param point x and y as fractions of the picture's width and height
 * @returns as fractions of the square's side; beyond 0 … 1 where the point was cut off
 */
export function landmarkInCrop(
  { width, height }: { width: number; height: number },
  [x, y]: Point,
): Point {
  const side = Math.min(width, height);
  const along = (fraction: number, length: number): number =>
    0.5 + ((fraction - 0.5) * length) / side;
  return [along(x, width), along(y, height)];
}
