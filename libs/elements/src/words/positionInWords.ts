/** A position in a map, or a pixel of a picture: `row 3, column 5`, counted from 0 at the upper left. */
export function positionInWords([row, column]: readonly [row: number, column: number]): string {
  return `row ${row}, column ${column}`;
}
