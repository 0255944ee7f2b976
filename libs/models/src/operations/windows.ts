import { outputExtent, type Extent, type Window } from '@deconv/geometry';
import { requireStrides } from '../requireStrides.js';

/** Positions that a pooling's window may have, padding included, before no network would mean it. */
const MOST = 4096;

/** @throws RangeError for a window that is too large to work with, or for the map */
export function requireWindow(window: Window, map: Extent): Window {
  const axes = [window.rows, window.columns];
  const widest = axes.flatMap(({ size, before, after }) => [size, before, after]);
  if (Math.max(...widest) > MOST)
    throw new RangeError(`its window or padding is wider than ${MOST} positions`);
  // Before weights are made of it, which nobody would free.
  outputExtent(map, window);
  return requireStrides(window);
}

/** Whether one window covers the map and nothing else, which makes a pooling a global one. */
export function isWholeMap({ rows, columns }: Window, { height, width }: Extent): boolean {
  const padded = [rows, columns].some(({ before, after }) => before > 0 || after > 0);
  return rows.size === height && columns.size === width && !padded;
}
