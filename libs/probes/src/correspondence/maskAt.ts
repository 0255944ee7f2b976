import { boxOf, type Box, type Extent } from '@deconv/geometry';

/** What is masked of each image, in pixels; undefined for an image that is left out. */
export type Mask = readonly (Box | undefined)[];

/**
 * The square that masks a point of an image, clipped to it: its upper left pixel is round(centre − size / 2).
 * @param point x and y as fractions of the image's width and height, from its upper left corner
 * @param size side of the square, in pixels
 * @returns in pixels; empty where the square lies outside of the image
 */
export function maskAt(
  point: readonly [x: number, y: number],
  size: number,
  { height, width }: Extent,
): Box {
  const [x, y] = point;
  const along = (centre: number, end: number): { start: number; length: number } => {
    const first = Math.round(centre - size / 2);
    const start = Math.min(end, Math.max(0, first));
    return { start, length: Math.max(0, Math.min(end, first + size) - start) };
  };
  return boxOf(along(y * height, height), along(x * width, width));
}
