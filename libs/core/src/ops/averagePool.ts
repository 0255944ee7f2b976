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

/** How many input positions each window of a box averages over: padding does not count, unless `countPadding`. */
export interface AverageWindow {
  window: Window;
  /** Extent of the input map. */
  input: Extent;
  /** Divide by the whole window, padding included (Caffe, ONNX `count_include_pad`). */
  countPadding?: boolean;
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
function divisors({ window, input, countPadding }: AverageWindow, boxes: readonly Box[]): Tensor4D {
  const counts = boxes.map(({ top, left, height, width }) => {
    const rows = counted(window.rows, top, height, input.height, countPadding);
    const columns = counted(window.columns, left, width, input.width, countPadding);
    return rows.map((row) => columns.map((column) => [row * column]));
  });
  return tf.tensor4d(counts);
}

function counted(
  axis: AxisWindow,
  start: number,
  length: number,
  inputLength: number,
  countPadding = false,
): number[] {
  // Caffe counts declared padding, but not what ceil mode adds beyond it: its `after` is not wider than `before`.
  const [low, high] = countPadding ? [-axis.before, inputLength + axis.before] : [0, inputLength];
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
