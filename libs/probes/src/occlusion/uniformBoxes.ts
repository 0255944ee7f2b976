import type { Box, Extent } from '@deconv/geometry';

/** The smallest box around boxes; empty where there are none. */
export function boundsOf(boxes: readonly Box[]): Box {
  if (!boxes.length) return { top: 0, left: 0, height: 0, width: 0 };
  const top = Math.min(...boxes.map((box) => box.top));
  const left = Math.min(...boxes.map((box) => box.left));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  return { top, left, height: bottom - top, width: right - left };
}

/** Boxes of one size, at least one position large, that hold these and lie inside a map. */
export function uniformBoxes(boxes: readonly Box[], { height, width }: Extent): Box[] {
  const rows = Math.max(1, ...boxes.map((box) => box.height));
  const columns = Math.max(1, ...boxes.map((box) => box.width));
  return boxes.map(({ top, left }) => ({
    top: Math.min(top, height - rows),
    left: Math.min(left, width - columns),
    height: rows,
    width: columns,
  }));
}
