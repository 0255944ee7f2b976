import type { Extent } from './extent.js';
import type { Range } from './range.js';

/** A rectangle of whole positions. Empty where height or width is 0. */
export interface Box extends Extent {
  top: number;
  left: number;
}

/** The box made of a range of rows and a range of columns. */
export function boxOf(rows: Range, columns: Range): Box {
  return { top: rows.start, left: columns.start, height: rows.length, width: columns.length };
}

/** The box that covers a whole map. */
export function wholeBox({ height, width }: Extent): Box {
  return { top: 0, left: 0, height, width };
}

/** The box of a single unit. */
export function unitBox([row, column]: readonly [row: number, column: number]): Box {
  return { top: row, left: column, height: 1, width: 1 };
}
