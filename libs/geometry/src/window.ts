import type { Extent } from './extent.js';

/**
 * How one axis of an output grid reads the input grid: output `o` reads inputs `o·stride − before + t·dilation` for
 * `t` in `0 … size − 1`. `before` and `after` are the padding, in positions.
 */
export interface AxisWindow {
  size: number;
  stride: number;
  dilation: number;
  before: number;
  after: number;
}

/** The windows of a convolution, a pooling, a padding: one axis each. */
export interface Window {
  rows: AxisWindow;
  columns: AxisWindow;
}

/** Output `o` reads input `o` alone: ReLU, addition, 1×1 convolution. */
export function pointwise(): Window {
  return { rows: axisWindow({ size: 1 }), columns: axisWindow({ size: 1 }) };
}

/** The same window on an input that brings its padding along. */
export function unpadded({ rows, columns }: Window): Window {
  const none = { before: 0, after: 0 };
  return { rows: { ...rows, ...none }, columns: { ...columns, ...none } };
}

/** One output that reads a whole map: global pooling, flattening. */
export function wholeMap({ height, width }: Extent): Window {
  return {
    rows: axisWindow({ size: height, stride: height }),
    columns: axisWindow({ size: width, stride: width }),
  };
}

/**
 * An axis window with stride 1, dilation 1 and no padding unless said otherwise.
 * @throws RangeError where size, stride or dilation is not a positive integer, or a padding not an integer ≥ 0.
 */
export function axisWindow(axis: Partial<AxisWindow> & { size: number }): AxisWindow {
  const full = { stride: 1, dilation: 1, before: 0, after: 0, ...axis };
  for (const key of ['size', 'stride', 'dilation'] as const) requireInteger(key, full[key], 1);
  for (const key of ['before', 'after'] as const) requireInteger(key, full[key], 0);
  return full;
}

function requireInteger(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least)
    throw new RangeError(`invalid window ${name}: ${value}; expected an integer ≥ ${least}`);
}

/** Positions from the first to the last tap of one window: `(size − 1)·dilation + 1`. */
export function reach({ size, dilation }: AxisWindow): number {
  return (size - 1) * dilation + 1;
}

/**
 * Number of outputs along an axis of `length` inputs: `⌊(length + before + after − reach) / stride⌋ + 1`.
 * @throws RangeError where the window is longer than the padded input.
 */
export function outputLength(length: number, axis: AxisWindow): number {
  const free = length + axis.before + axis.after - reach(axis);
  if (free < 0)
    throw new RangeError(
      `a window that reaches over ${reach(axis)} positions does not fit ${length} + ${axis.before} + ${axis.after} (input and padding)`,
    );
  return Math.floor(free / axis.stride) + 1;
}

/** Extent of the output map. @throws RangeError as `outputLength` does. */
export function outputExtent({ height, width }: Extent, { rows, columns }: Window): Extent {
  return { height: outputLength(height, rows), width: outputLength(width, columns) };
}
