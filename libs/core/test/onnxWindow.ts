import {
  axisWindow,
  ceilPadding,
  reach,
  samePadding,
  type AxisWindow,
  type Extent,
  type Window,
} from '@deconv/geometry';

/** Attributes of ONNX nodes that these cases use. */
export interface Attributes {
  auto_pad?: 'SAME_UPPER' | 'SAME_LOWER';
  kernel_shape?: number[];
  strides?: number[];
  dilations?: number[];
  pads?: number[];
  ceil_mode?: number;
  count_include_pad?: number;
  storage_order?: number;
  output_padding?: number[];
  output_shape?: number[];
  size?: number;
  alpha?: number;
  beta?: number;
  bias?: number;
}

/** How a node with these attributes reads an input of this extent. */
export function windowOf(
  { auto_pad, strides, dilations, pads, ceil_mode }: Attributes,
  kernel: number[],
  { height, width }: Extent,
): Window {
  const along = (axis: 0 | 1, length: number): AxisWindow => {
    const bare = {
      size: kernel[axis]!,
      stride: strides?.[axis] ?? 1,
      dilation: dilations?.[axis] ?? 1,
    };
    if (auto_pad) return samePadding(length, bare, auto_pad === 'SAME_UPPER' ? 'upper' : 'lower');
    const window = axisWindow({ ...bare, before: pads?.[axis] ?? 0, after: pads?.[axis + 2] ?? 0 });
    return ceil_mode ? ceilPadding(length, window) : window;
  };
  return { rows: along(0, height), columns: along(1, width) };
}

/** Extent that a transposed convolution makes of a signal of this extent. */
export function transposedExtent(
  attributes: Attributes,
  kernel: number[],
  { height, width }: Extent,
): Extent {
  const { output_shape, output_padding } = attributes;
  const { auto_pad, ...bare } = attributes;
  const { rows, columns } = windowOf(bare, kernel, { height, width });
  const along = (axis: 0 | 1, length: number, window: AxisWindow): number => {
    if (output_shape) return output_shape[axis]!;
    if (auto_pad) return length * window.stride;
    const spanned = (length - 1) * window.stride + reach(window);
    return spanned + (output_padding?.[axis] ?? 0) - window.before - window.after;
  };
  return { height: along(0, height, rows), width: along(1, width, columns) };
}
