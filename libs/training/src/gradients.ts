import { conv, maxPool, transposedConv, transposeFilter, unpool } from '@deconv/core';
import { axisWindow, reach, type AxisWindow, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { GradConfig, NamedAttrMap, Tensor4D } from '@tensorflow/tfjs-core';
import { windowOfKernel, type KernelPadding, type KernelWindow } from './windowOfKernel.js';

/**
 * Replaces tfjs' gradients of `Conv2D` and `MaxPool` by ordinary convolutions and by unpooling through our switches.
 * On wasm tfjs has no filter gradient, its input gradient is some ten times slower, and its max-pool gradient is wrong;
 * elsewhere the numbers stay the same, except that ties of a maximum always go to the first position.
 * @returns a function that puts tfjs' own gradients back
 */
export function useOwnGradients(): () => void {
  const restores = [convGradient, maxPoolGradient].map((gradient) => {
    const original = registered(gradient.kernelName);
    replace(gradient);
    return () => (original ? replace(original) : tf.unregisterGradient(gradient.kernelName));
  });
  return () => restores.forEach((restore) => restore());
}

/** Without the layers package there is none, which tfjs' types do not say. */
function registered(kernelName: string): GradConfig | undefined {
  return tf.getGradient(kernelName);
}

function replace(gradient: GradConfig): void {
  // Registering over an existing gradient works, but warns each time.
  if (registered(gradient.kernelName)) tf.unregisterGradient(gradient.kernelName);
  tf.registerGradient(gradient);
}

const convGradient: GradConfig = {
  kernelName: 'Conv2D',
  inputsToSave: ['x', 'filter'],
  gradFunc: (dy, saved, attributes) => {
    const [x, filter] = saved as [Tensor4D, Tensor4D];
    const { strides, dilations, pad } = kernelAttributes(attributes);
    const size = [filter.shape[0], filter.shape[1]] as const;
    const window = windowOfKernel(x.shape, { size, strides, dilations, pad });
    return {
      x: () => inputGradient(dy as Tensor4D, filter, window, x.shape),
      filter: () => filterGradient(x, dy as Tensor4D, window),
    };
  },
};

const maxPoolGradient: GradConfig = {
  kernelName: 'MaxPool',
  inputsToSave: ['x'],
  gradFunc: (dy, saved, attributes) => {
    const [x] = saved as [Tensor4D];
    const { filterSize, strides, pad } = kernelAttributes(attributes);
    const size = typeof filterSize === 'number' ? ([filterSize, filterSize] as const) : filterSize;
    const window = windowOfKernel(x.shape, { size, strides, pad });
    return { x: () => poolGradient(x, dy as Tensor4D, window) };
  },
};

interface KernelAttributes extends Pick<KernelWindow, 'strides' | 'pad'> {
  dilations: number | [number, number];
  filterSize: number | [number, number];
}

/** @throws Error where the layout is not NHWC, which nothing here uses. */
function kernelAttributes(attributes: NamedAttrMap): KernelAttributes {
  const { dataFormat = 'NHWC' } = attributes;
  if (dataFormat !== 'NHWC')
    throw new Error(`cannot differentiate layout ${JSON.stringify(dataFormat)}; expected NHWC`);
  return attributes as unknown as KernelAttributes & { pad: KernelPadding };
}

/** ∂loss/∂x: the transposed convolution of the signal. */
function inputGradient(
  dy: Tensor4D,
  filter: Tensor4D,
  window: Window,
  inputShape: Tensor4D['shape'],
): Tensor4D {
  const transposed = transposeFilter(filter, window);
  const [rows, columns] = [backwards(window.rows), backwards(window.columns)];
  // With stride 1 the padding can be left out of the computing instead of being cut off after it.
  if (rows && columns) return conv(dy, transposed, { rows, columns });
  return fitToInput(transposedConv(dy, transposed, window), window, inputShape);
}

/** The axis that reads the signal to give the input's gradient, if one convolution does that. */
function backwards(axis: AxisWindow): AxisWindow | undefined {
  const [before, after] = [reach(axis) - 1 - axis.before, reach(axis) - 1 - axis.after];
  return axis.stride === 1 && before >= 0 && after >= 0 ? { ...axis, before, after } : undefined;
}

/**
 * ∂loss/∂filter: a convolution of the input with the signal, with examples in the place of channels, input channels in
 * the place of examples, and stride and dilation exchanged.
 * @param x [batch, height, width, channels in]
 * @param dy [batch, h, w, channels out]
 * @returns [filter height, filter width, channels in, channels out]
 */
function filterGradient(x: Tensor4D, dy: Tensor4D, window: Window): Tensor4D {
  const { rows, columns } = window;
  const [, h, w, channelsOut] = dy.shape;
  const exchanged = { rows: exchange(rows, h), columns: exchange(columns, w) };
  const examples = tf.transpose(x, [3, 1, 2, 0]);
  const signal = tf.transpose(dy, [1, 2, 0, 3]);
  const found = conv(examples, signal, exchanged);
  // Rows that no whole stride reaches give more outputs than the filter has positions.
  const wanted = tf.slice(found, [0, 0, 0, 0], [x.shape[3], rows.size, columns.size, channelsOut]);
  return tf.transpose(wanted, [1, 2, 0, 3]);
}

function exchange(axis: AxisWindow, signalLength: number): AxisWindow {
  const { stride, dilation, before, after } = axis;
  return axisWindow({ size: signalLength, stride: dilation, dilation: stride, before, after });
}

/** ∂loss/∂x of max pooling: each value goes to the position its switch points at. */
function poolGradient(x: Tensor4D, dy: Tensor4D, window: Window): Tensor4D {
  const { switches } = maxPool(x, window);
  return fitToInput(unpool(dy, switches, window), window, x.shape);
}

/** Cuts off the padding that windows span, and adds zeros for inputs that no window reads. */
function fitToInput(
  spanned: Tensor4D,
  { rows, columns }: Window,
  shape: Tensor4D['shape'],
): Tensor4D {
  const [, height, width] = spanned.shape;
  const missing = (axis: AxisWindow, spannedLength: number, length: number) =>
    Math.max(0, axis.before + length - spannedLength);
  const below = missing(rows, height, shape[1]);
  const right = missing(columns, width, shape[2]);
  const whole =
    below || right
      ? tf.pad(spanned, [
          [0, 0],
          [0, below],
          [0, right],
          [0, 0],
        ])
      : spanned;
  return tf.slice(whole, [0, rows.before, columns.before, 0], shape);
}
