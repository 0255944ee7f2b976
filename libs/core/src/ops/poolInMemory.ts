import { outputExtent, reach, type AxisWindow, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** [batch, height, width, channels] */
type Shape4D = readonly [number, number, number, number];

/** Backends that keep their numbers where JavaScript reads them without waiting for a device. */
const IN_MEMORY = new Set(['cpu', 'wasm']);

/** Whether plain loops over a tensor's numbers cost less than tensor ops: pooling is then some twenty times faster. */
export function inMemory(): boolean {
  return IN_MEMORY.has(tf.getBackend());
}

/** What padding counts as: below every float32 and, rounded to −∞, below every float16. */
export const LOWEST = -3.4028234663852886e38;

/** `maxPool` in one pass over plain arrays. A NaN wins, so that a broken activation does not hide. */
export function maxPoolInMemory(
  x: Tensor4D,
  window: Window,
): { value: Tensor4D; switches: Tensor4D } {
  const values = x.dataSync<'float32'>();
  const [batch, height, width, channels] = x.shape;
  const { height: h, width: w } = outputExtent({ height, width }, window);
  const value = new Float32Array(batch * h * w * channels).fill(LOWEST);
  const switches = new Int32Array(value.length);
  let to = 0;
  // Tap by tap, since channels lie side by side.
  forEachWindow(x.shape, window, (starts, taps, count) => {
    for (let i = 0; i < count; i++) {
      const [start, tap] = [starts[i]!, taps[i]!];
      for (let c = 0; c < channels; c++) {
        const candidate = values[start + c]!;
        if (candidate > value[to + c]! || candidate !== candidate) {
          value[to + c] = candidate;
          switches[to + c] = tap;
        }
      }
    }
    to += channels;
  });
  const shape: [number, number, number, number] = [batch, h, w, channels];
  return { value: tf.tensor4d(value, shape), switches: tf.tensor4d(switches, shape, 'int32') };
}

/** `unpool` in one pass over plain arrays. */
export function unpoolInMemory(signal: Tensor4D, switches: Tensor4D, window: Window): Tensor4D {
  const { rows, columns } = window;
  const [batch, h, w, channels] = signal.shape;
  const height = (h - 1) * rows.stride + reach(rows);
  const width = (w - 1) * columns.stride + reach(columns);
  const [values, taps] = [signal.dataSync<'float32'>(), switches.dataSync<'int32'>()];
  const offsets = Array.from({ length: rows.size * columns.size }, (_, tap) => {
    const row = Math.floor(tap / columns.size) * rows.dilation;
    return (row * width + (tap % columns.size) * columns.dilation) * channels;
  });
  const placed = new Float32Array(batch * height * width * channels);
  for (let from = 0; from < values.length; from += channels) {
    const at = from / channels;
    const row = Math.floor(at / w);
    const origin = (Math.floor(row / h) * height + (row % h) * rows.stride) * width;
    const to = (origin + (at % w) * columns.stride) * channels;
    for (let c = 0; c < channels; c++)
      placed[to + offsets[taps[(from + c) % taps.length]!]! + c]! += values[from + c]!;
  }
  return tf.tensor4d(placed, [batch, height, width, channels]);
}

/** Visits the windows in order, each with the places where its taps inside the map begin, and which taps they are. */
function forEachWindow(
  [batch, height, width, channels]: Shape4D,
  window: Window,
  visit: (starts: Int32Array, taps: Int32Array, count: number) => void,
): void {
  const output = outputExtent({ height, width }, window);
  const down = Array.from({ length: output.height }, (_, i) => inside(window.rows, i, height));
  const right = Array.from({ length: output.width }, (_, j) => inside(window.columns, j, width));
  const starts = new Int32Array(window.rows.size * window.columns.size);
  const taps = new Int32Array(starts.length);
  for (let image = 0; image < batch; image++)
    for (const rows of down)
      for (const columns of right) {
        let count = 0;
        for (const [row, t] of rows)
          for (const [column, u] of columns) {
            starts[count] = ((image * height + row) * width + column) * channels;
            taps[count++] = t * window.columns.size + u;
          }
        visit(starts, taps, count);
      }
}

/** The positions inside the map that window `index` reads along an axis, each with its tap. */
function inside(
  axis: AxisWindow,
  index: number,
  length: number,
): [position: number, tap: number][] {
  const origin = index * axis.stride - axis.before;
  return Array.from({ length: axis.size }, (_, t): [number, number] => [
    origin + t * axis.dilation,
    t,
  ]).filter(([position]) => position >= 0 && position < length);
}
