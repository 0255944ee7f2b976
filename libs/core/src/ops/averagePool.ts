import {
  outputExtent,
  unpadded,
  wholeBox,
  type AxisWindow,
  type Box,
  type Extent,
  type Window,
} from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { gatherTaps, scatterTaps } from './taps.js';

/** How much of the padding after the input counts, in positions. */
export interface CountedPadding {
  below: number;
  right: number;
}

/** How many input positions each window of a box averages over: padding does not count, unless `countPadding`. */
export interface AverageWindow {
  window: Window;
  /** Extent of the input map. */
  input: Extent;
  /**
   * Divide by the whole window, padding included (Caffe, ONNX `count_include_pad`). Padding after the input counts as far
   * as there is padding before it, or as far as is said: what rounding up adds beyond it never counts.
   */
  countPadding?: boolean | CountedPadding;
}

/** @param x [batch, height, width, channels] */
export function averagePool(x: Tensor4D, average: AverageWindow): Tensor4D {
  const { window, input } = average;
  const whole = wholeBox(outputExtent(input, window));
  return tf.div(tf.addN(gatherTaps(x, window, 0)), divisors(average, [whole]));
}

/**
 * The averages of one box an image.
 * @param x [images, height, width, channels]: what the windows of each box span, with zeros for padding
 * @param boxes where each image's averages lie in the output map
 */
export function averagePoolBoxes(
  x: Tensor4D,
  average: AverageWindow,
  boxes: readonly Box[],
): Tensor4D {
  return tf.div(tf.addN(gatherTaps(x, unpadded(average.window), 0)), divisors(average, boxes));
}

/**
 * The transpose of average pooling: each value is spread evenly over its window.
 * @param signal [batch, h, w, channels]
 * @param boxes where each image's signal lies in the output map; one box serves all
 */
export function spreadAverage(signal: Tensor4D, average: AverageWindow, boxes: Box[]): Tensor4D {
  const share = tf.div<Tensor4D>(signal, divisors(average, boxes));
  return scatterTaps(() => share, share.shape, average.window);
}

/** [boxes, h, w, 1] */
function divisors(average: AverageWindow, boxes: readonly Box[]): Tensor4D {
  return tf.tensor4d(
    boxes.map((box) => positionsCounted(average, box).map((row) => row.map((count) => [count]))),
  );
}

/** How many positions each window of a box averages over, [height][width]. */
export function positionsCounted(
  { window, input, countPadding }: AverageWindow,
  { top, left, height, width }: Box,
): number[][] {
  const { below, right } = typeof countPadding === 'object' ? countPadding : caffes(window);
  const [rowsCounted, columnsCounted] = countPadding
    ? [input.height + below, input.width + right]
    : [undefined, undefined];
  const rows = counted(window.rows, { start: top, length: height }, input.height, rowsCounted);
  const columns = counted(
    window.columns,
    { start: left, length: width },
    input.width,
    columnsCounted,
  );
  return rows.map((row) => columns.map((column) => row * column));
}

// Caffe counts declared padding, but not what ceil mode adds beyond it: its `after` is not wider than `before`.
const caffes = ({ rows, columns }: Window): CountedPadding => ({
  below: rows.before,
  right: columns.before,
});

/** @param end where positions that count end, where those of the padding do */
function counted(
  axis: AxisWindow,
  { start, length }: { start: number; length: number },
  inputLength: number,
  end?: number,
): number[] {
  const [low, high] = end === undefined ? [0, inputLength] : [-axis.before, end];
  return Array.from({ length }, (_, o) => {
    const origin = (start + o) * axis.stride - axis.before;
    let count = 0;
    for (let t = 0; t < axis.size; t++) {
      const position = origin + t * axis.dilation;
      if (position >= low && position < high) count++;
    }
    return Math.max(1, count); // a window of nothing but padding averages to 0
  });
}
