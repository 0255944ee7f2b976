import type { Pixels } from '@deconv/pictures';

/** Parts of an image along a side, at most: documents hold a number for each. */
const MOST = 56;

/** Values row by row, as rows of columns. */
export function rowsOf(values: Float32Array, cols: number): number[][] {
  return Array.from({ length: values.length / cols }, (_, row) =>
    Array.from(values.subarray(row * cols, (row + 1) * cols)),
  );
}

/** Sums over parts of an image that are alike to a pixel, of single pixels where it is small. @param values [height · width] */
export function partsOf(values: Float32Array, { width, height }: Pick<Pixels, 'width' | 'height'>) {
  const [rows, cols] = [Math.min(MOST, height), Math.min(MOST, width)];
  const sums = new Float32Array(rows * cols);
  values.forEach((value, i) => {
    const row = Math.floor((Math.floor(i / width) * rows) / height);
    const column = Math.floor(((i % width) * cols) / width);
    sums[row * cols + column]! += value;
  });
  return { grid: { rows, cols }, map: rowsOf(sums, cols) };
}
