import type { Raster } from '@deconv/pictures';

/** A part of a raster, in its pixels; may begin and end within one. */
export interface PartOfRaster {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Bits behind the point of a weight, as many as let 255 times all weights fit into 32. */
const PRECISION = 22;
/** How far Lanczos' window reaches, in pixels of what is made, or of what there is where that is enlarged. */
const REACH = 3;

/**
 * Brings a part of a raster to another size: Lanczos with three lobes, anti-aliased (stretched over all that a new pixel
 * covers), columns first, each pass rounded to 8 bits. What this gives is what Pillow gives, number by number, for
 * `resize((width, height), Image.LANCZOS, box)`.
 * @param part default: the whole
 * @returns a raster of as many channels
 */
export function resample(
  raster: Raster,
  { width, height }: { width: number; height: number },
  part: PartOfRaster = { left: 0, top: 0, width: raster.width, height: raster.height },
): Raster & { data: Uint8Array } {
  const channels = raster.data.length / (raster.width * raster.height);
  const across = weightsOf(raster.width, part.left, part.width, width);
  const down = weightsOf(raster.height, part.top, part.height, height);
  // Rows that no new row reads need no columns.
  const first = down[0]!.from;
  const last = down.at(-1)!;
  const rows = last.from + last.weights.length - first;
  const line = raster.width * channels;
  const narrow = new Uint8Array(rows * width * channels);
  for (let y = 0; y < rows; y++) {
    const at = y * width * channels;
    const row = raster.data.subarray((first + y) * line, (first + y + 1) * line);
    resampleRow(row, across, channels, narrow.subarray(at, at + width * channels));
  }
  const data = new Uint8Array(height * width * channels);
  resampleColumns(narrow, down, first, width * channels, data);
  return { width, height, data };
}

/** What one new pixel takes of the pixels from `from` on, in units of 2⁻²². */
interface Weights {
  from: number;
  weights: Int32Array;
}

/** @param length of a line that there is, of which `covered` pixels from `start` on become `made` */
function weightsOf(length: number, start: number, covered: number, made: number): Weights[] {
  const scale = covered / made;
  const stretch = Math.max(1, scale);
  const reach = REACH * stretch;
  return Array.from({ length: made }, (_, i) => {
    const centre = start + (i + 0.5) * scale;
    const from = Math.max(0, Math.trunc(centre - reach + 0.5));
    const to = Math.min(length, Math.trunc(centre + reach + 0.5));
    const parts = Array.from({ length: to - from }, (_, x) =>
      lanczos((x + from - centre + 0.5) / stretch),
    );
    const sum = parts.reduce((total, each) => total + each, 0);
    const weights = Int32Array.from(parts, (each) => Math.round((each / sum) * 2 ** PRECISION));
    return { from, weights };
  });
}

/** Duchon (1979), Lanczos filtering in one and two dimensions. */
function lanczos(x: number): number {
  return x < -REACH || x >= REACH ? 0 : sinc(x) * sinc(x / REACH);
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function resampleRow(
  row: Uint8Array | Uint8ClampedArray,
  across: readonly Weights[],
  channels: number,
  made: Uint8Array,
): void {
  let o = 0;
  for (const { from, weights } of across)
    for (let c = 0; c < channels; c++) {
      let sum = 1 << (PRECISION - 1);
      for (let k = 0, i = from * channels + c; k < weights.length; k++, i += channels)
        sum += row[i]! * weights[k]!;
      made[o++] = toByte(sum);
    }
}

/** @param line values of a row @param first the row that `narrow` begins with */
function resampleColumns(
  narrow: Uint8Array,
  down: readonly Weights[],
  first: number,
  line: number,
  made: Uint8Array,
): void {
  const sums = new Int32Array(line);
  for (const [y, { from, weights }] of down.entries()) {
    sums.fill(1 << (PRECISION - 1));
    for (const [k, weight] of weights.entries()) {
      const at = (from - first + k) * line;
      for (let i = 0; i < line; i++) sums[i]! += narrow[at + i]! * weight;
    }
    for (let i = 0; i < line; i++) made[y * line + i] = toByte(sums[i]!);
  }
}

/** Weights of both signs lead beyond 0 … 255. */
function toByte(sum: number): number {
  return Math.min(255, Math.max(0, sum >> PRECISION));
}
