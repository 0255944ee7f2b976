import type { Point } from '../emoji/landmarks.js';
import type { Placement } from './scene.js';

/**
 * Where a point of a square drawing lies in the scene: mirrored, then scaled, then turned, then moved.
 * @param point in fractions of the drawing
 * @returns in fractions of the frame; outside 0 … 1 where it lies beyond the frame
 */
export function placePoint({ x, y, size, rotation, mirrored }: Placement, point: Point): Point {
  const [cos, sin] = [Math.cos(rotation), Math.sin(rotation)];
  const u = (point[0] - 0.5) * size * (mirrored ? -1 : 1);
  const v = (point[1] - 0.5) * size;
  return [x + cos * u - sin * v, y + sin * u + cos * v];
}
