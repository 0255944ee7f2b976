import { axisWindow, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { interleaveOnGraphics } from '../graphics/interleaveKernel.js';
import { onGraphics } from '../graphics/runKernel.js';
import { interleave } from './interleave.js';
import { spanned } from './spanned.js';
import { gatherTaps, scatterTaps } from './taps.js';

type Padding4D = [[number, number], [number, number], [number, number], [number, number]];

function margins(top: number, bottom: number, left: number, right: number): Padding4D {
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/**
 * Convolution, as networks use the word: no flip, no bias.
 * @param x [batch, height, width, channels in]
 * @param filter [filter height, filter width, channels in, channels out]
 */
export function conv(x: Tensor4D, filter: Tensor4D, window: Window): Tensor4D {
  const { rows, columns } = window;
  if (isSparse(window)) return everyStride(conv(x, filter, dense(window)), window);
  return tf.conv2d(
    x,
    filter,
    [rows.stride, columns.stride],
    margins(rows.before, rows.after, columns.before, columns.after),
    'NHWC',
    [rows.dilation, columns.dilation],
  );
}

/**
 * The same with a bias, and rectified where that is wanted: one program on a graphics processor.
 * @param bias [channels out]
 * @param window without both strides and dilations
 */
export function fusedConv(
  x: Tensor4D,
  filter: Tensor4D,
  { rows, columns }: Window,
  bias: Tensor1D | undefined,
  rectified: boolean,
): Tensor4D {
  return tf.fused.conv2d({
    x,
    filter,
    strides: [rows.stride, columns.stride],
    pad: margins(rows.before, rows.after, columns.before, columns.after),
    dataFormat: 'NHWC',
    dilations: [rows.dilation, columns.dilation],
    activation: rectified ? 'relu' : 'linear',
    ...(bias && { bias }),
  });
}

/** tfjs has no convolution with strides and dilations: it becomes one of stride 1, of which some positions are kept. */
export const isSparse = ({ rows, columns }: Window): boolean =>
  Math.max(rows.stride, columns.stride) > 1 && Math.max(rows.dilation, columns.dilation) > 1;

export const dense = ({ rows, columns }: Window): Window => ({
  rows: { ...rows, stride: 1 },
  columns: { ...columns, stride: 1 },
});

/** The first one of every `stride` positions. */
export const everyStride = (x: Tensor4D, window: Window): Tensor4D =>
  gatherTaps(x, oneTap(window), 0)[0]!;

/** The transpose of `everyStride`: zeros between the positions. */
const betweenStrides = (signal: Tensor4D, window: Window): Tensor4D =>
  scatterTaps(() => signal, signal.shape, oneTap(window));

const oneTap = ({ rows, columns }: Window): Window => ({
  rows: axisWindow({ size: 1, stride: rows.stride }),
  columns: axisWindow({ size: 1, stride: columns.stride }),
});

/**
 * A filter made ready for `transposedConv`: flipped both ways, channels swapped, one block of output channels for each
 * phase of the stride. Made once for a network, used for every projection.
 * @param filter [filter height, filter width, channels in, channels out]
 * @returns [⌈height / stride⌉, ⌈width / stride⌉, channels out, stride²·channels in]
 */
export function transposeFilter(filter: Tensor4D, window: Window): Tensor4D {
  const { rows, columns } = isSparse(window) ? dense(window) : window;
  return tf.tidy(() => {
    const [height, width, channelsIn, channelsOut] = filter.shape;
    const [sh, sw] = [rows.stride, columns.stride];
    const [kh, kw] = [Math.ceil(height / sh), Math.ceil(width / sw)];
    const [below, right] = [kh * sh - height, kw * sw - width];
    // Large filters are copied only where they change.
    const more: Padding4D = [
      [0, below],
      [0, right],
      [0, 0],
      [0, 0],
    ];
    const padded = below + right > 0 ? tf.pad(filter, more) : filter;
    const rowsFlipped = kh > 1 ? tf.gather(padded, flippedPhases(kh, sh), 0) : padded;
    const flipped = kw > 1 ? tf.gather(rowsFlipped, flippedPhases(kw, sw), 1) : rowsFlipped;
    const phases = tf.reshape(flipped, [kh, sh, kw, sw, channelsIn, channelsOut]);
    return tf.reshape(tf.transpose(phases, [0, 2, 5, 1, 3, 4]), [
      kh,
      kw,
      channelsOut,
      sh * sw * channelsIn,
    ]);
  });
}

/** Order of a filter's positions such that they read last block first, phases within a block in order. */
function flippedPhases(blocks: number, stride: number): number[] {
  return Array.from(
    { length: blocks * stride },
    (_, i) => (blocks - 1 - Math.floor(i / stride)) * stride + (i % stride),
  );
}

/**
 * Transposed convolution ("filtering" on the way down, Zeiler & Fergus, Section 2.1), written as ordinary convolutions:
 * stride 1 is a convolution with the flipped filter, a larger stride one convolution for all phases of the stride, then
 * interleaved. tfjs' own `conv2dTranspose` gives the same numbers several times slower on wasm.
 * @param signal [batch, h, w, channels out]
 * @param transposed as `transposeFilter` made it
 * @returns [batch, (h − 1)·stride + reach, …, channels in]: all that h × w windows span, padding included
 */
export function transposedConv(signal: Tensor4D, transposed: Tensor4D, window: Window): Tensor4D {
  if (isSparse(window))
    return transposedConv(betweenStrides(signal, window), transposed, dense(window));
  const { rows, columns } = window;
  const [kh, kw, , depth] = transposed.shape;
  const [aroundH, aroundW] = [(kh - 1) * rows.dilation, (kw - 1) * columns.dilation];
  const phases = tf.conv2d(
    signal,
    transposed,
    1,
    margins(aroundH, aroundH, aroundW, aroundW),
    'NHWC',
    [rows.dilation, columns.dilation],
  );
  const [sh, sw] = [rows.stride, columns.stride];
  const [batch] = signal.shape;
  const shape: Tensor4D['shape'] = [batch, ...spanned(signal.shape, window), depth / (sh * sw)];
  if (onGraphics() && sh * sw > 1) return interleaveOnGraphics(phases, sh, sw, shape);
  return tf.slice(interleave(phases, sh, sw), [0, 0, 0, 0], shape);
}
