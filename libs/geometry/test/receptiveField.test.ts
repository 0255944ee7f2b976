import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  axisWindow,
  middlePixel,
  nearestPosition,
  outputExtent,
  pointwise,
  reach,
  receptiveBoxes,
  receptiveFields,
  type GridNode,
  type Window,
} from '../src/index.js';

const square = (size: number, stride = 1, pad = 0): Window => {
  const axis = axisWindow({ size, stride, before: pad, after: pad });
  return { rows: axis, columns: axis };
};

/** Stacks windows on an input of `side` × `side`. */
function chain(side: number, windows: Window[]): GridNode[] {
  const nodes: GridNode[] = [
    { extent: { height: side, width: side }, window: pointwise(), inputs: [] },
  ];
  for (const window of windows) {
    const below = nodes.length - 1;
    nodes.push({ extent: outputExtent(nodes[below]!.extent, window), window, inputs: [below] });
  }
  return nodes;
}

/** Rows of the input that a unit's row depends on, found by following every tap. */
function rowsSeen(nodes: GridNode[], index: number, row: number): Set<number> {
  const node = nodes[index]!;
  if (node.inputs.length === 0) return new Set([row]);
  const { size, stride, dilation, before } = node.window.rows;
  const seen = new Set<number>();
  for (const input of node.inputs)
    for (let t = 0; t < size; t++) {
      const i = row * stride - before + t * dilation;
      if (i >= 0 && i < nodes[input]!.extent.height)
        for (const r of rowsSeen(nodes, input, i)) seen.add(r);
    }
  return seen;
}

const windows = fc
  .record({
    size: fc.integer({ min: 1, max: 4 }),
    stride: fc.integer({ min: 1, max: 3 }),
    before: fc.integer({ min: 0, max: 2 }),
    after: fc.integer({ min: 0, max: 2 }),
  })
  .map((axis): Window => ({ rows: axisWindow(axis), columns: axisWindow(axis) }));

describe('receptiveFields', () => {
  it('gives the numbers known for ZFNet at 224', () => {
    const zfnet = chain(224, [
      square(7, 2, 1),
      square(3, 2, 1),
      square(5, 2),
      square(3, 2, 1),
      square(3, 1, 1),
      square(3, 1, 1),
      square(3, 1, 1),
    ]);
    expect(zfnet.map(({ extent }) => extent.height)).toEqual([224, 110, 55, 26, 13, 13, 13, 13]);
    expect(receptiveFields(zfnet).map((field) => [field!.rows.size, field!.rows.stride])).toEqual([
      [1, 1],
      [7, 2],
      [11, 4],
      [27, 8],
      [43, 16],
      [75, 16],
      [107, 16],
      [139, 16],
    ]);
  });

  it('covers both branches where they meet', () => {
    const extent = { height: 20, width: 20 };
    const nodes: GridNode[] = [
      { extent, window: pointwise(), inputs: [] },
      { extent, window: square(1), inputs: [0] },
      { extent, window: square(5, 1, 2), inputs: [0] },
      { extent, window: pointwise(), inputs: [1, 2] },
    ];
    expect(receptiveFields(nodes)[3]!.rows).toEqual({ size: 5, stride: 1, offset: -2 });
  });

  it('is undefined where branches of different stride meet', () => {
    const extent = { height: 4, width: 4 };
    const nodes: GridNode[] = [
      { extent: { height: 8, width: 8 }, window: pointwise(), inputs: [] },
      { extent, window: square(2, 2), inputs: [0] },
      { extent, window: square(5, 1), inputs: [0] },
      { extent, window: pointwise(), inputs: [1, 2] },
    ];
    expect(receptiveFields(nodes)[3]).toBeUndefined();
  });
});

describe('receptiveBoxes', () => {
  it('equals the rows found by following every tap, through branches', () => {
    fc.assert(
      fc.property(fc.array(windows, { minLength: 1, maxLength: 4 }), fc.nat(), (stack, pick) => {
        let nodes: GridNode[];
        try {
          nodes = chain(15, stack);
        } catch {
          return; // a window that does not fit
        }
        const top = nodes.length - 1;
        const branch = { ...nodes[top]!, window: pointwise(), inputs: [top] };
        const joined = [...nodes, branch, { ...branch, inputs: [top, top + 1] }];
        const row = pick % nodes[top]!.extent.height;
        const box = receptiveBoxes(joined, joined.length - 1, [row, row])[0];
        const seen = [...rowsSeen(joined, joined.length - 1, row)].sort((a, b) => a - b);
        if (seen.length === 0) expect(box!.height).toBe(0);
        else {
          expect([box!.top, box!.top + box!.height - 1]).toEqual([seen[0], seen[seen.length - 1]]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with the field before clipping in the middle of a map', () => {
    const nodes = chain(224, [square(7, 2, 1), square(3, 2, 1), square(5, 2)]);
    const field = receptiveFields(nodes)[3]!;
    const box = receptiveBoxes(nodes, 3, [12, 13])[0]!;
    expect(box).toEqual({
      top: 12 * field.rows.stride + field.rows.offset,
      left: 13 * field.columns.stride + field.columns.offset,
      height: field.rows.size,
      width: field.columns.size,
    });
  });

  it('leaves nodes alone that the unit does not depend on', () => {
    const extent = { height: 6, width: 6 };
    const nodes: GridNode[] = [
      { extent, window: pointwise(), inputs: [] },
      { extent, window: pointwise(), inputs: [0] },
      { extent, window: pointwise(), inputs: [0] },
    ];
    expect(receptiveBoxes(nodes, 2, [1, 1])[1]).toBeUndefined();
  });
});

describe('reach', () => {
  it('spans dilated taps', () => {
    expect(reach(axisWindow({ size: 3, dilation: 2 }))).toBe(5);
  });
});

test.each([
  [2, 1],
  [3, 1],
  [4, 1],
  [7, 2],
  [27, 4],
  [51, 8],
])(
  'the pixel in the middle of a field of %i, %i apart, leads back to its position',
  (size, stride) => {
    const field = { size, stride, offset: -stride };
    const along = { count: 12, side: 12 * stride + size, field };
    for (let position = 2; position < 10; position++) {
      const pixel = middlePixel(position, along);
      expect(Math.abs(pixel - (position * stride - stride + (size - 1) / 2))).toBeLessThanOrEqual(
        0.5,
      );
      expect(nearestPosition(pixel, along)).toBe(position);
    }
  },
);

test('where fields differ, positions are spread over the input evenly', () => {
  const along = { count: 4, side: 20, field: undefined };
  const pixels = [0, 1, 2, 3].map((position) => middlePixel(position, along));
  expect(pixels).toEqual([2, 7, 12, 17]);
  expect(pixels.map((pixel) => nearestPosition(pixel, along))).toEqual([0, 1, 2, 3]);
  expect(nearestPosition(-5, along)).toBe(0);
  expect(nearestPosition(99, along)).toBe(3);
});
