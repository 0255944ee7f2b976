import type { Window } from '@deconv/geometry';
import type { OnnxAttributes } from './OnnxGraph.js';

/** A window as attributes of ONNX' `Conv` and `MaxPool`. */
export function onnxWindow({ rows, columns }: Window): OnnxAttributes {
  return {
    kernel_shape: { ints: [rows.size, columns.size] },
    strides: { ints: [rows.stride, columns.stride] },
    dilations: { ints: [rows.dilation, columns.dilation] },
    pads: { ints: [rows.before, columns.before, rows.after, columns.after] },
  };
}
