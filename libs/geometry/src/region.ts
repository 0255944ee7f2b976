import { boxOf, type Box } from './box.js';
import { mergeRanges, type Range } from './range.js';

/** A set of positions as boxes that do not overlap, none of them empty. Equal sets have equal boxes. */
export type Region = readonly Box[];

/** Number of positions. */
export function areaOf(region: Region): number {
  return region.reduce((sum, { height, width }) => sum + height * width, 0);
}

/** All positions that lie in any of the boxes: bands of rows in which the columns are the same, from the top. */
export function unionOf(boxes: readonly Box[]): Region {
  const solid = boxes.filter(({ height, width }) => height > 0 && width > 0);
  if (solid.length < 2) return solid;
  const edges = [...new Set(solid.flatMap(({ top, height }) => [top, top + height]))];
  edges.sort((a, b) => a - b);
  const bands: Band[] = [];
  edges.slice(1).forEach((bottom, i) => {
    const top = edges[i]!;
    append(bands, { rows: { start: top, length: bottom - top }, columns: columnsAt(solid, top) });
  });
  return bands.flatMap(({ rows, columns }) => columns.map((range) => boxOf(rows, range)));
}

interface Band {
  rows: Range;
  columns: Range[];
}

function columnsAt(boxes: readonly Box[], row: number): Range[] {
  const there = boxes.filter(({ top, height }) => top <= row && row < top + height);
  return mergeRanges(there.map(({ left, width }) => ({ start: left, length: width })));
}

/** Adds the band, or grows the last one where it goes on unchanged. */
function append(bands: Band[], band: Band): void {
  const last = bands.at(-1);
  if (last && isSame(last.columns, band.columns)) last.rows.length += band.rows.length;
  else bands.push(band);
}

function isSame(a: readonly Range[], b: readonly Range[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ start, length }, i) => start === b[i]!.start && length === b[i]!.length)
  );
}
