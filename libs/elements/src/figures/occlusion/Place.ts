import type { Extent } from '@deconv/pictures';
import type { OccludeResults } from '@deconv/results';

/** Where the square lies, as row and column of the grid of its places. */
export interface Place {
  row: number;
  column: number;
}

type Grid = OccludeResults['grid'];

/** The pixels of one axis that the square covers at place number `place`: moved back inside where it would reach beyond. */
export function startOf(place: number, { size, stride }: Grid, side: number): number {
  return Math.max(0, Math.min(place * stride, side - size));
}

/** The middle of the square at a place: row and column in pixels. @param image its size, where that is known yet */
export function middleOf(
  { row, column }: Place,
  grid: Grid,
  { height, width }: Extent = { height: Infinity, width: Infinity },
): [number, number] {
  const middle = (place: number, side: number): number =>
    startOf(place, grid, side) + grid.size / 2;
  return [middle(row, height), middle(column, width)];
}

/** The place whose square has its middle nearest to a point of the image; `x` and `y` are in pixels. */
export function placeAround(x: number, y: number, grid: Grid): Place {
  const nearest = (at: number, count: number): number =>
    clamp(Math.round((at - grid.size / 2) / grid.stride), count);
  return { row: nearest(y, grid.rows), column: nearest(x, grid.cols) };
}

/** The place at a point of the square window that a map is drawn in, in shares of its side. */
export function placeInMap(x: number, y: number, { rows, cols }: Grid): Place {
  return {
    row: clamp(Math.floor(y * Math.max(rows, cols)), rows),
    column: clamp(Math.floor(x * Math.max(rows, cols)), cols),
  };
}

/** Rows that Page Up and Page Down move by. */
const PAGE = 5;

/** Where a key leads from a place; undefined for keys that move nothing. */
export function placeByKey(key: string, { row, column }: Place, grid: Grid): Place | undefined {
  const steps: Record<string, [row: number, column: number]> = {
    ArrowLeft: [row, column - 1],
    ArrowRight: [row, column + 1],
    ArrowUp: [row - 1, column],
    ArrowDown: [row + 1, column],
    PageUp: [row - PAGE, column],
    PageDown: [row + PAGE, column],
    Home: [row, 0],
    End: [row, grid.cols - 1],
  };
  const to = steps[key];
  return to && { row: clamp(to[0], grid.rows), column: clamp(to[1], grid.cols) };
}

/** The place where a map has its lowest value, the first of several; of one that fills in, among what is there. */
export function lowestPlace(map: readonly number[][]): Place {
  const values = map.flat();
  const lowest = values.reduce(
    (best, value, i) => (value < values[best]! || Number.isNaN(values[best]) ? i : best),
    0,
  );
  const columns = map[0]?.length ?? 1;
  return { row: Math.floor(lowest / columns), column: lowest % columns };
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value));
