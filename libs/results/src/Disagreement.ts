/** Parts of a document that are well formed, but do not fit each other. */
export interface Disagreement {
  /** Of the part: `maps[4].cells`. */
  path: string;
  /** In words. */
  expected: string;
  found: unknown;
}

/** A list that has to have an entry for each of something. */
export function asMany(
  path: string,
  found: readonly unknown[],
  count: number,
  of: string,
): Disagreement[] {
  return found.length === count
    ? []
    : [{ path, expected: `${count} entries, one for each of ${of}`, found }];
}

/** A list that has at most so many entries as something says. */
export function atMost(
  path: string,
  found: readonly unknown[],
  count: number,
  of: string,
): Disagreement[] {
  return found.length <= count
    ? []
    : [{ path, expected: `at most ${count} entries, as ${of} says`, found }];
}

/** The number of a thing of which there are so many, from 0. */
export function below(path: string, found: number, count: number, of: string): Disagreement[] {
  return found < count ? [] : [{ path, expected: `a number below ${of}, ${count}`, found }];
}

/** Rows of columns. */
export function inRows(
  path: string,
  found: readonly (readonly unknown[])[],
  { rows, columns, of }: { rows: number; columns: number; of: string },
): Disagreement[] {
  return [
    ...asMany(path, found, rows, `the rows of ${of}`),
    ...found.flatMap((row, i) => asMany(`${path}[${i}]`, row, columns, `the columns of ${of}`)),
  ];
}
