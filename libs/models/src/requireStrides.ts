import { reach, type Window } from '@deconv/geometry';

/** Strides that real networks have with windows that are smaller, which leave positions unread. */
const MOST = 8;

/**
 * On the way down a window takes memory for every position of its stride. What is read of a map does not grow by it.
 * @throws RangeError for a stride that leaves nearly all of a map unread
 */
export function requireStrides(window: Window): Window {
  for (const axis of [window.rows, window.columns])
    if (axis.stride > Math.max(reach(axis), MOST))
      throw new RangeError(
        `its stride of ${axis.stride} is larger than its window of ${reach(axis)}; expected at most ${MOST}, or as large as its window`,
      );
  return window;
}
