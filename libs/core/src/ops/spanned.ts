import { reach, type Window } from '@deconv/geometry';

/**
 * Height and width that windows span together, from the first one's first position, padding included.
 * @param shape of a map with a position for each window, [batch, h, w, channels]
 */
export function spanned(
  [, h, w]: readonly [number, number, number, number],
  { rows, columns }: Window,
): [height: number, width: number] {
  return [(h - 1) * rows.stride + reach(rows), (w - 1) * columns.stride + reach(columns)];
}
