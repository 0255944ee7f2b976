import {
  axisWindow,
  ceilPadding,
  samePadding,
  type AxisWindow,
  type Extent,
  type Window,
} from '@deconv/geometry';
import type { Use } from '../operations/Use.js';
import { requireWindow } from '../operations/windows.js';

/** @throws RangeError where an attribute does not say one number for each of two axes */
export function pairs(use: Use, name: string, count: number, otherwise: number): number[] {
  const values = use.numbers(name) ?? Array<number>(count).fill(otherwise);
  if (values.length !== count)
    throw new RangeError(
      `its ${name} are ${values.length} numbers; expected ${count}: only maps of two axes are read`,
    );
  return values;
}

/**
 * How an operation with a window reads a map.
 * @param kernel height and width of its window
 */
export function windowOf(use: Use, kernel: number[], { height, width }: Extent): Window {
  const strides = pairs(use, 'strides', 2, 1);
  const dilations = pairs(use, 'dilations', 2, 1);
  const pads = pairs(use, 'pads', 4, 0);
  const auto = use.text('auto_pad', 'NOTSET');
  const along = (axis: 0 | 1, length: number): AxisWindow => {
    const bare = { size: kernel[axis]!, stride: strides[axis]!, dilation: dilations[axis]! };
    if (auto === 'SAME_UPPER' || auto === 'SAME_LOWER')
      return samePadding(length, bare, auto === 'SAME_UPPER' ? 'upper' : 'lower');
    if (auto === 'VALID') return axisWindow(bare);
    const window = axisWindow({ ...bare, before: pads[axis]!, after: pads[axis + 2]! });
    return use.number('ceil_mode', 0) ? ceilPadding(length, window) : window;
  };
  return requireWindow({ rows: along(0, height), columns: along(1, width) }, { height, width });
}

/** @throws RangeError where the operation does not say it */
export function kernelOf(use: Use): number[] {
  if (!use.numbers('kernel_shape')) throw new RangeError('it does not say its kernel_shape');
  return pairs(use, 'kernel_shape', 2, 1);
}

/** Padding that counts in averages: what is declared after the map, not what rounding up adds. */
export function countedPadding(
  use: Use,
  { rows, columns }: Window,
): { below: number; right: number } {
  const pads = use.numbers('pads');
  if (use.text('auto_pad', 'NOTSET') !== 'NOTSET')
    return { below: rows.after, right: columns.after };
  return { below: pads?.[2] ?? 0, right: pads?.[3] ?? 0 };
}
