import type { Raster } from '@deconv/pictures';

/**
 * Makes a raster smaller by a whole factor: each new pixel is the mean of `factor`² of the old, in the last column and row of
 * as many as there are. What this gives is what Pillow gives, number by number, for `reduce(factor)`.
 * @returns a raster of as many channels; the same where the factor is 1
 */
export function reduce(raster: Raster, factor: number): Raster {
  if (factor === 1) return raster;
  const channels = raster.data.length / (raster.width * raster.height);
  const [width, height] = [raster.width, raster.height].map((side) => Math.ceil(side / factor));
  const data = new Uint8Array(width! * height! * channels);
  const line = raster.width * channels;
  const sums = new Uint32Array(width! * channels);
  for (let y = 0; y < height!; y++) {
    const rows = Math.min(factor, raster.height - y * factor);
    sums.fill(0);
    for (let row = y * factor; row < y * factor + rows; row++)
      addRow(raster.data.subarray(row * line, (row + 1) * line), channels, factor, sums);
    writeMeans(sums, { factor, rows, channels, width: raster.width }, data, y * sums.length);
  }
  return { width: width!, height: height!, data };
}

function addRow(
  row: Uint8Array | Uint8ClampedArray,
  channels: number,
  factor: number,
  sums: Uint32Array,
): void {
  const cell = factor * channels;
  for (let start = 0, o = 0; start < row.length; start += cell, o += channels) {
    const end = Math.min(row.length, start + cell);
    for (let c = 0; c < channels; c++) {
      let sum = 0;
      for (let i = start + c; i < end; i += channels) sum += row[i]!;
      sums[o + c]! += sum;
    }
  }
}

function writeMeans(
  sums: Uint32Array,
  { factor, rows, channels, width }: Record<'factor' | 'rows' | 'channels' | 'width', number>,
  data: Uint8Array,
  at: number,
): void {
  for (let i = 0; i < sums.length; i++) {
    const columns = Math.min(factor, width - Math.floor(i / channels) * factor);
    const count = rows * columns;
    const share = Math.floor(2 ** 24 / count);
    data[at + i] = Math.floor(((sums[i]! + (count >> 1)) * share) / 2 ** 24);
  }
}
