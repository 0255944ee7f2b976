import { axisWindow, samePadding, type AxisWindow, type Window } from '@deconv/geometry';

/** How tfjs kernels state their padding. */
export type KernelPadding = 'same' | 'valid' | number | [number, number][];

export interface KernelWindow {
  size: readonly [number, number];
  strides: number | readonly [number, number];
  dilations?: number | readonly [number, number];
  pad: KernelPadding;
}

/**
 * The windows that a tfjs convolution or pooling uses on a map.
 * @param shape of the map: [batch, height, width, channels]
 */
export function windowOfKernel(shape: readonly number[], kernel: KernelWindow): Window {
  return {
    rows: axisOfKernel(shape[1]!, kernel, 0),
    columns: axisOfKernel(shape[2]!, kernel, 1),
  };
}

function axisOfKernel(length: number, kernel: KernelWindow, axis: 0 | 1): AxisWindow {
  const bare = {
    size: kernel.size[axis],
    stride: along(kernel.strides, axis),
    dilation: along(kernel.dilations ?? 1, axis),
  };
  const { pad } = kernel;
  if (pad === 'same') return samePadding(length, bare);
  if (pad === 'valid') return axisWindow(bare);
  const [before, after] = typeof pad === 'number' ? [pad, pad] : pad[axis + 1]!;
  return axisWindow({ ...bare, before, after });
}

function along(value: number | readonly [number, number], axis: 0 | 1): number {
  return typeof value === 'number' ? value : value[axis];
}
