import {
  axisWindow,
  samePadding,
  type AxisWindow,
  type Extent,
  type Window,
} from '@deconv/geometry';
import type { Use } from '../operations/Use.js';
import { requireWindow } from '../operations/windows.js';

/** Height and width of a list of four numbers. @throws RangeError where it steps along the batch or channels */
export function pair(use: Use, name: string, otherwise?: number): [number, number] {
  const values = use.numbers(name) ?? (otherwise ? [1, otherwise, otherwise, 1] : []);
  const [batch, height, width, channels] = values as [number, number, number, number];
  if (values.length !== 4 || batch !== 1 || channels !== 1)
    throw new RangeError(`its ${name} are ${values.join(', ')}; expected 1, height, width, 1`);
  return [height, width];
}

/** Height and width of a pooling's window. */
export const kernelOf = (use: Use): [number, number] => pair(use, 'ksize');

/**
 * How an operation with a window reads a map.
 * @param kernel height and width of its window
 * @throws RangeError for channels first, and for settings that are none
 */
export function windowOf(use: Use, kernel: [number, number], { height, width }: Extent): Window {
  use.require('data_format', 'NHWC');
  const strides = pair(use, 'strides');
  const dilations = pair(use, 'dilations', 1);
  const padding = use.text('padding', '');
  const margins = explicitly(use, padding);
  const along = (axis: 0 | 1, length: number): AxisWindow => {
    const bare = axisWindow({
      size: kernel[axis],
      stride: strides[axis],
      dilation: dilations[axis],
    });
    if (padding === 'SAME') return samePadding(length, bare);
    return axisWindow({ ...bare, before: margins[2 * axis]!, after: margins[2 * axis + 1]! });
  };
  return requireWindow({ rows: along(0, height), columns: along(1, width) }, { height, width });
}

/** Above, below, left and right of the map. */
function explicitly(use: Use, padding: string): number[] {
  if (padding === 'SAME' || padding === 'VALID') return [0, 0, 0, 0];
  const margins = use.numbers('explicit_paddings') ?? [];
  if (padding !== 'EXPLICIT' || margins.length !== 8)
    throw new RangeError(
      `its padding is "${padding}"; expected SAME, VALID, or EXPLICIT with eight numbers`,
    );
  return margins.slice(2, 6);
}
