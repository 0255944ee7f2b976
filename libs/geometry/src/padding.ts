import { axisWindow, outputLength, reach, type AxisWindow } from './window.js';

/** An axis window that pads so that there are `⌈length / stride⌉` outputs; of an odd padding the extra position goes after (`upper`, TensorFlow and ONNX SAME_UPPER) or before (`lower`). */
export function samePadding(
  length: number,
  axis: Partial<AxisWindow> & { size: number },
  extra: 'upper' | 'lower' = 'upper',
): AxisWindow {
  const bare = axisWindow({ ...axis, before: 0, after: 0 });
  const outputs = Math.ceil(length / bare.stride);
  const total = Math.max(0, (outputs - 1) * bare.stride + reach(bare) - length);
  const half = Math.floor(total / 2);
  return extra === 'upper'
    ? { ...bare, before: half, after: total - half }
    : { ...bare, before: total - half, after: half };
}

/**
 * The window with its padding after the input widened so that the number of outputs is rounded up (Caffe, ONNX
 * `ceil_mode`). A last window that would start in the padding after the input is dropped, as Caffe and PyTorch do.
 */
export function ceilPadding(length: number, axis: AxisWindow): AxisWindow {
  const rest = (length + axis.before + axis.after - reach(axis)) % axis.stride;
  if (rest === 0) return axis;
  const widened = { ...axis, after: axis.after + axis.stride - rest };
  const lastStart = (outputLength(length, widened) - 1) * axis.stride;
  return lastStart >= length + axis.before ? axis : widened;
}
