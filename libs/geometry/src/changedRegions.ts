import { boxOf, type Box } from './box.js';
import { mergeRanges, type Range } from './range.js';
import type { GridNode } from './receptiveField.js';
import { unionOf, type Region } from './region.js';
import { reach, type AxisWindow, type Window } from './window.js';

/**
 * For every node exactly the positions that can change when the input changes inside a box: those with a tap on it,
 * layer by layer.
 * @param changed a box of the network's input
 */
export function changedRegions(nodes: readonly GridNode[], changed: Box): Region[] {
  const regions: Region[] = [];
  for (const { inputs, window, extent } of nodes) {
    const read = inputs.flatMap((input) => regions[input]!);
    regions.push(
      unionOf(
        inputs.length === 0
          ? [changed]
          : read.flatMap((box) => readersOf(window, box, extent.height, extent.width)),
      ),
    );
  }
  return regions;
}

function readersOf({ rows, columns }: Window, box: Box, height: number, width: number): Box[] {
  const down = readersAlong(rows, { start: box.top, length: box.height }, height);
  const right = readersAlong(columns, { start: box.left, length: box.width }, width);
  return down.flatMap((range) => right.map((other) => boxOf(range, other)));
}

/** The outputs with a tap in the range of inputs. Tap by tap: strides and dilations leave gaps. */
function readersAlong(axis: AxisWindow, { start, length }: Range, outputs: number): Range[] {
  const { size, stride, dilation, before } = axis;
  const perTap = Array.from({ length: size }, (_, t) => {
    const first = Math.max(0, Math.ceil((start + before - t * dilation) / stride));
    const end = Math.floor((start + length - 1 + before - t * dilation) / stride) + 1;
    return { start: first, length: Math.min(outputs, end) - first };
  });
  return mergeRanges(perTap);
}

/**
 * What the windows of a box of outputs span in the input, from the first window's first tap to the last one's last;
 * may reach into the padding.
 */
export function spannedBox({ rows, columns }: Window, box: Box): Box {
  return boxOf(
    spannedAlong(rows, { start: box.top, length: box.height }),
    spannedAlong(columns, { start: box.left, length: box.width }),
  );
}

function spannedAlong(axis: AxisWindow, { start, length }: Range): Range {
  return {
    start: start * axis.stride - axis.before,
    length: (length - 1) * axis.stride + reach(axis),
  };
}
