/** Places of a grid that stand alike far apart. */
export interface Level {
  /** Rows and columns between neighbours, once this level and those before it are done. */
  spacing: number;
  places: [row: number, column: number][];
}

/** Roughly how many places a side the first level has. */
const FIRST = 4;

/** Every place of a grid once, in levels that each halve the spacing: a few first, that show the whole roughly. */
export function coarseToFine({ rows, columns }: { rows: number; columns: number }): Level[] {
  const coarsest = 2 ** Math.max(0, Math.floor(Math.log2(Math.max(rows, columns) / FIRST)));
  const levels: Level[] = [];
  for (let spacing = coarsest; spacing >= 1; spacing /= 2) {
    const done = (row: number, column: number): boolean =>
      spacing < coarsest && row % (2 * spacing) === 0 && column % (2 * spacing) === 0;
    const places: Level['places'] = [];
    for (let row = 0; row < rows; row += spacing)
      for (let column = 0; column < columns; column += spacing)
        if (!done(row, column)) places.push([row, column]);
    levels.push({ spacing, places });
  }
  return levels;
}
