import { outputExtent, type AxisWindow, type Window } from '@deconv/geometry';

/** [batch, height, width, channels] */
type Shape4D = readonly [number, number, number, number];

/**
 * ∂loss/∂x of max pooling in one pass over plain arrays: each value goes to the first maximum of its window, in raster
 * order. For backends whose numbers lie in main memory anyway; there it is some twenty times faster than tensor ops.
 * @param x values of the pooling's input
 * @param dy values of the signal, one for each window and channel
 * @param shape of x
 * @returns values in the shape of x
 */
export function poolGradientInMemory(
  x: Float32Array,
  dy: Float32Array,
  shape: Shape4D,
  window: Window,
): Float32Array {
  const [batch, height, width, channels] = shape;
  const output = outputExtent({ height, width }, window);
  const gradient = new Float32Array(x.length);
  const best = new Float32Array(channels);
  const place = new Int32Array(channels);
  let signal = 0;
  for (let n = 0; n < batch; n++) {
    for (let i = 0; i < output.height; i++) {
      const rows = positions(window.rows, i, height);
      for (let j = 0; j < output.width; j++) {
        const columns = positions(window.columns, j, width);
        best.fill(-Infinity);
        for (const row of rows)
          for (const column of columns)
            findMaxima(x, ((n * height + row) * width + column) * channels, best, place);
        for (let c = 0; c < channels; c++) gradient[place[c]!]! += dy[signal++]!;
      }
    }
  }
  return gradient;
}

/** The positions inside the map that window `index` reads along an axis. */
function positions(axis: AxisWindow, index: number, length: number): number[] {
  const origin = index * axis.stride - axis.before;
  const found: number[] = [];
  for (let t = 0; t < axis.size; t++) {
    const position = origin + t * axis.dilation;
    if (position >= 0 && position < length) found.push(position);
  }
  return found;
}

/** Takes the channels of one position into account; `best` and `place` hold a value for each channel. */
function findMaxima(x: Float32Array, offset: number, best: Float32Array, place: Int32Array): void {
  for (let c = 0; c < best.length; c++) {
    const value = x[offset + c]!;
    if (value > best[c]!) {
      best[c] = value;
      place[c] = offset + c;
    }
  }
}
