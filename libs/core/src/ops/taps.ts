import { outputExtent, reach, type AxisWindow, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { deinterleave, interleave } from './interleave.js';

/** One position inside a window. `index` counts them in raster order. */
interface Tap {
  index: number;
  /** Offset from the window's first position, in input positions. */
  row: number;
  column: number;
}

function tapsOf({ rows, columns }: Window): Tap[] {
  return Array.from({ length: rows.size * columns.size }, (_, index) => ({
    index,
    row: Math.floor(index / columns.size) * rows.dilation,
    column: (index % columns.size) * columns.dilation,
  }));
}

/**
 * What each tap of a window reads, for all windows at once, in raster order. The input is first split into the phases
 * of the stride, so that a tap is one contiguous slice: tfjs' `stridedSlice` is some ten times slower on wasm.
 * @param x [batch, height, width, channels]
 * @param fill value of the padding
 * @returns size² tensors [batch, output height, output width, channels]
 */
export function gatherTaps(x: Tensor4D, window: Window, fill: number): Tensor4D[] {
  const [batch, height, width, channels] = x.shape;
  const output = outputExtent({ height, width }, window);
  const [strideH, strideW] = [window.rows.stride, window.columns.stride];
  const phases = deinterleave(padded(x, window, fill), strideH, strideW);
  return tapsOf(window).map(({ row, column }) => {
    const phase = (row % strideH) * strideW + (column % strideW);
    return tf.slice(
      phases,
      [0, Math.floor(row / strideH), Math.floor(column / strideW), phase * channels],
      [batch, output.height, output.width, channels],
    );
  });
}

/** Pads as the window says, and after that to whole strides. */
function padded(x: Tensor4D, { rows, columns }: Window, fill: number): Tensor4D {
  const below = marginAfter(rows, x.shape[1]);
  const right = marginAfter(columns, x.shape[2]);
  if (![rows.before, below, columns.before, right].some((margin) => margin > 0)) return x;
  return tf.pad(
    x,
    [
      [0, 0],
      [rows.before, below],
      [columns.before, right],
      [0, 0],
    ],
    fill,
  );
}

function marginAfter({ stride, before, after }: AxisWindow, length: number): number {
  const whole = Math.ceil((before + length + after) / stride) * stride;
  return whole - before - length;
}

/**
 * The transpose of `gatherTaps`: puts `part(tap)` back where each window's tap read, adding where windows overlap.
 * @param part the [batch, h, w, channels] that tap `index` (raster order in the window) contributes
 * @returns [batch, (h − 1)·stride + reach, …, channels]: all that h × w windows span, padding included
 */
export function scatterTaps(
  part: (index: number) => Tensor4D,
  [batch, h, w, channels]: readonly [number, number, number, number],
  window: Window,
): Tensor4D {
  const { rows, columns } = window;
  const [strideH, strideW] = [rows.stride, columns.stride];
  // Positions fall into stride² phases; within one phase neighbouring windows are neighbours, so a tap is a shift.
  const gridH = h + Math.floor((reach(rows) - 1) / strideH);
  const gridW = w + Math.floor((reach(columns) - 1) / strideW);
  const phases: Tensor4D[][] = Array.from({ length: strideH * strideW }, () => []);
  for (const { index, row, column } of tapsOf(window)) {
    const [down, right] = [Math.floor(row / strideH), Math.floor(column / strideW)];
    const shifted = tf.pad(part(index), [
      [0, 0],
      [down, gridH - h - down],
      [right, gridW - w - right],
      [0, 0],
    ]);
    phases[(row % strideH) * strideW + (column % strideW)]!.push(shifted);
  }
  const planes = phases.map((shifts) =>
    shifts.length ? tf.addN(shifts) : tf.zeros<tf.Rank.R4>([batch, gridH, gridW, channels]),
  );
  const spread = interleave(tf.concat(planes, 3), strideH, strideW);
  return tf.slice(
    spread,
    [0, 0, 0, 0],
    [batch, (h - 1) * strideH + reach(rows), (w - 1) * strideW + reach(columns), channels],
  );
}
