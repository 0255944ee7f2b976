import { padOp, type Op } from '@deconv/core';
import { axisWindow, type MapShape } from '@deconv/geometry';
import { requireWindow } from './windows.js';

type Margins = [before: number, after: number];

/** Zeros around a map. @throws RangeError for margins that are no whole numbers ≥ 0, or too wide */
export function zeroPadding(x: MapShape, rows: Margins, columns: Margins): Op {
  const along = ([before, after]: Margins) => axisWindow({ size: 1, before, after });
  return padOp(x, requireWindow({ rows: along(rows), columns: along(columns) }, x));
}
