import { boxOf, type Box } from './box.js';
import type { Extent } from './extent.js';
import type { Range } from './range.js';

/** The places of a square that is slid over an image: rows × columns of them. All lengths in pixels. */
export interface OccluderGrid {
  rows: number;
  columns: number;
  /** Side of the square. */
  size: number;
  /** From one place to the next. */
  stride: number;
}

/**
 * A grid that covers every pixel of the image, as long as the stride is not longer than the square. Where the stride
 * does not divide, the last place of a row or column is moved back inside, so that all squares are of one size.
 * @throws RangeError where size or stride is not a positive integer
 */
export function occluderGrid(
  { height, width }: Extent,
  size: number,
  stride: number,
): OccluderGrid {
  for (const [name, value] of Object.entries({ size, stride }))
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`invalid occluder ${name}: ${value}; expected an integer ≥ 1`);
  const places = (length: number): number => Math.ceil(Math.max(0, length - size) / stride) + 1;
  return { rows: places(height), columns: places(width), size, stride };
}

/** What the square covers at a place of the grid; a square larger than the image covers all of it. */
export function occluderBox(
  { size, stride }: OccluderGrid,
  { height, width }: Extent,
  [row, column]: readonly [row: number, column: number],
): Box {
  const along = (place: number, length: number): Range => ({
    start: Math.max(0, Math.min(place * stride, length - size)),
    length: Math.min(size, length),
  });
  return boxOf(along(row, height), along(column, width));
}
