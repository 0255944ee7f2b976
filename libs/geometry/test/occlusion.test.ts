import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaOf,
  axisWindow,
  changedRegions,
  mergeRanges,
  occluderBox,
  occluderGrid,
  outputExtent,
  pointwise,
  receptiveBoxes,
  spannedBox,
  unionOf,
  wholeMap,
  type AxisWindow,
  type Box,
  type GridNode,
  type Region,
  type Window,
} from '../src/index.js';

const up = (max: number, min = 0) => fc.integer({ min, max });
const boxes = fc.array(fc.record({ top: up(8), left: up(8), height: up(5), width: up(5) }), {
  maxLength: 5,
});

/** Every position of every box, each as often as it is covered. */
const positionsOf = (region: readonly Box[]): string[] =>
  region.flatMap(({ top, left, height, width }) =>
    Array.from(
      { length: height * width },
      (_, i) => `${top + Math.floor(i / width)},${left + (i % width)}`,
    ),
  );
const sortedSet = (positions: readonly string[]): string[] => [...new Set(positions)].sort();

describe('occluderGrid', () => {
  it('has one place where the square is as large as the image, or larger', () => {
    for (const size of [10, 11, 100]) {
      const grid = occluderGrid({ height: 10, width: 10 }, size, 3);
      expect(grid).toEqual({ rows: 1, columns: 1, size, stride: 3 });
      const whole = { top: 0, left: 0, height: 10, width: 10 };
      expect(occluderBox(grid, { height: 10, width: 10 }, [0, 0])).toEqual(whole);
    }
  });

  it('moves the last square back inside where the stride does not divide', () => {
    const extent = { height: 10, width: 9 };
    const grid = occluderGrid(extent, 4, 5);
    expect(grid).toEqual({ rows: 3, columns: 2, size: 4, stride: 5 });
    expect([0, 1, 2].map((row) => occluderBox(grid, extent, [row, 0]).top)).toEqual([0, 5, 6]);
    expect(occluderBox(grid, extent, [0, 1])).toEqual({ top: 0, left: 5, height: 4, width: 4 });
  });

  it('covers every pixel with squares of one size that lie inside the image', () =>
    fc.assert(
      fc.property(up(20, 1), up(20, 1), up(8, 1), up(8, 1), (height, width, size, step) => {
        const grid = occluderGrid({ height, width }, size, Math.min(step, size));
        const covered = new Set<string>();
        for (let row = 0; row < grid.rows; row++)
          for (let column = 0; column < grid.columns; column++) {
            const box = occluderBox(grid, { height, width }, [row, column]);
            expect([box.height, box.width]).toEqual([
              Math.min(size, height),
              Math.min(size, width),
            ]);
            positionsOf([box]).forEach((position) => covered.add(position));
          }
        const all = positionsOf([{ top: 0, left: 0, height, width }]);
        expect(sortedSet([...covered])).toEqual(sortedSet(all));
      }),
    ));

  it('names a size or a stride that is no positive integer', () => {
    const extent = { height: 4, width: 4 };
    expect(() => occluderGrid(extent, 0, 1)).toThrow('invalid occluder size: 0');
    expect(() => occluderGrid(extent, 2, 1.5)).toThrow('invalid occluder stride: 1.5');
  });
});

describe('unionOf', () => {
  it('covers exactly the positions of its boxes, each once', () =>
    fc.assert(
      fc.property(boxes, (list) => {
        const positions = positionsOf(unionOf(list));
        expect(positions.toSorted()).toEqual(sortedSet(positionsOf(list)));
        expect(areaOf(unionOf(list))).toBe(positions.length);
      }),
    ));

  it('gives equal sets equal boxes, whatever they were made of', () =>
    fc.assert(
      fc.property(boxes, (list) => {
        const single = positionsOf(list).map((position): Box => {
          const [top, left] = position.split(',').map(Number) as [number, number];
          return { top, left, height: 1, width: 1 };
        });
        const made = unionOf(list);
        expect(unionOf([...list, ...single])).toEqual(made);
        expect(unionOf(made)).toEqual(made);
      }),
    ));

  it('is one box where one holds the others', () => {
    const large = { top: 1, left: 2, height: 7, width: 6 };
    expect(unionOf([{ top: 3, left: 3, height: 2, width: 2 }, large])).toEqual([large]);
  });
});

describe('mergeRanges', () => {
  it('joins what overlaps or touches, and drops what is empty', () => {
    const ranges = [
      { start: 7, length: 2 },
      { start: 0, length: 3 },
      { start: 3, length: 1 },
      { start: 5, length: 0 },
      { start: 1, length: 1 },
    ];
    expect(mergeRanges(ranges)).toEqual([
      { start: 0, length: 4 },
      { start: 7, length: 2 },
    ]);
  });
});

const axes = fc.record({
  size: up(4, 1),
  stride: up(3, 1),
  dilation: up(3, 1),
  before: up(2),
  after: up(2),
});

/** Each node reads one or two of those below it that have one extent. */
const graphs = fc
  .array(fc.record({ rows: axes, columns: axes, below: fc.nat(), beside: fc.nat() }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((drawn) => {
    const nodes: GridNode[] = [
      { extent: { height: 11, width: 12 }, window: pointwise(), inputs: [] },
    ];
    for (const { rows, columns, below, beside } of drawn) {
      const first = below % nodes.length;
      const { extent } = nodes[first]!;
      const alike = nodes.flatMap((node, i) =>
        node.extent.height === extent.height && node.extent.width === extent.width ? [i] : [],
      );
      const window = fitted({ rows: axisWindow(rows), columns: axisWindow(columns) }, extent);
      const inputs = [...new Set([first, alike[beside % alike.length]!])];
      nodes.push({ extent: outputExtent(extent, window), window, inputs });
    }
    return nodes;
  });

function fitted(window: Window, extent: { height: number; width: number }): Window {
  const along = (axis: AxisWindow, length: number): AxisWindow =>
    (axis.size - 1) * axis.dilation + 1 > length + axis.before + axis.after
      ? axisWindow({ size: 1 })
      : axis;
  return { rows: along(window.rows, extent.height), columns: along(window.columns, extent.width) };
}

/** For each node a raster of marks, spread position by position along every tap. */
function marks(nodes: readonly GridNode[], changed: Box): string[][] {
  const marked: Set<string>[] = [];
  for (const { inputs, window, extent } of nodes) {
    const all = positionsOf([{ top: 0, left: 0, ...extent }]);
    const reads = (position: string): boolean => {
      const [row, column] = position.split(',').map(Number) as [number, number];
      const taps = (axis: AxisWindow, at: number): number[] =>
        Array.from(
          { length: axis.size },
          (_, t) => at * axis.stride - axis.before + t * axis.dilation,
        );
      return taps(window.rows, row).some((r) =>
        taps(window.columns, column).some((c) => inputs.some((i) => marked[i]!.has(`${r},${c}`))),
      );
    };
    marked.push(new Set(inputs.length === 0 ? positionsOf([changed]) : all.filter(reads)));
  }
  return marked.map((set) => [...set].sort());
}

describe('changedRegions', () => {
  const cases = fc.record({
    nodes: graphs,
    changed: fc.record({ top: up(5), left: up(5), height: up(6, 1), width: up(7, 1) }),
  });

  it('holds exactly the positions with a tap on what changed', () =>
    fc.assert(
      fc.property(cases, ({ nodes, changed }) => {
        const regions = changedRegions(nodes, changed);
        expect(regions.map((region: Region) => positionsOf(region).toSorted())).toEqual(
          marks(nodes, changed),
        );
      }),
      { numRuns: 60 },
    ));

  it('agrees with receptive fields: a unit outside sees nothing of what changed', () =>
    fc.assert(
      fc.property(cases, fc.nat(), fc.nat(), ({ nodes, changed }, row, column) => {
        const top = nodes.length - 1;
        const { height, width } = nodes[top]!.extent;
        const at: [number, number] = [row % height, column % width];
        const field = receptiveBoxes(nodes, top, at)[0];
        const meets =
          field !== undefined &&
          field.top < changed.top + changed.height &&
          changed.top < field.top + field.height &&
          field.left < changed.left + changed.width &&
          changed.left < field.left + field.width;
        const inside = positionsOf(changedRegions(nodes, changed)[top]!).includes(
          `${at[0]},${at[1]}`,
        );
        // The field is a box; taps inside it may leave gaps.
        if (inside) expect(meets).toBe(true);
      }),
    ));

  it('keeps apart what a dilated window reads in gaps', () => {
    const axis = axisWindow({ size: 2, dilation: 4 });
    const nodes: GridNode[] = [
      { extent: { height: 1, width: 12 }, window: pointwise(), inputs: [] },
      {
        extent: { height: 1, width: 8 },
        window: { rows: axisWindow({ size: 1 }), columns: axis },
        inputs: [0],
      },
    ];
    expect(changedRegions(nodes, { top: 0, left: 5, height: 1, width: 2 })[1]).toEqual([
      { top: 0, left: 1, height: 1, width: 2 },
      { top: 0, left: 5, height: 1, width: 2 },
    ]);
  });

  it('is a cross where a tall window and a wide one meet', () => {
    const extent = { height: 5, width: 5 };
    const one = axisWindow({ size: 1 });
    const three = axisWindow({ size: 3, before: 1, after: 1 });
    const nodes: GridNode[] = [
      { extent, window: pointwise(), inputs: [] },
      { extent, window: { rows: three, columns: one }, inputs: [0] },
      { extent, window: { rows: one, columns: three }, inputs: [0] },
      { extent, window: pointwise(), inputs: [1, 2] },
    ];
    expect(changedRegions(nodes, { top: 2, left: 2, height: 1, width: 1 })[3]).toEqual([
      { top: 1, left: 2, height: 1, width: 1 },
      { top: 2, left: 1, height: 1, width: 3 },
      { top: 3, left: 2, height: 1, width: 1 },
    ]);
  });

  it('is empty where strides step over what changed, and all of what reads the whole map', () => {
    const step = axisWindow({ size: 1, stride: 4 });
    const nodes: GridNode[] = [
      { extent: { height: 8, width: 8 }, window: pointwise(), inputs: [] },
      { extent: { height: 2, width: 2 }, window: { rows: step, columns: step }, inputs: [0] },
      { extent: { height: 1, width: 1 }, window: wholeMap({ height: 8, width: 8 }), inputs: [0] },
    ];
    const regions = changedRegions(nodes, { top: 1, left: 1, height: 2, width: 2 });
    expect(regions[1]).toEqual([]);
    expect(regions[2]).toEqual([{ top: 0, left: 0, height: 1, width: 1 }]);
  });
});

describe('spannedBox', () => {
  it('reaches from the first tap of the first window to the last tap of the last, padding included', () => {
    const axis = axisWindow({ size: 3, stride: 2, dilation: 2, before: 1, after: 1 });
    const box = { top: 0, left: 3, height: 2, width: 1 };
    expect(spannedBox({ rows: axis, columns: axis }, box)).toEqual({
      top: -1,
      left: 5,
      height: 7,
      width: 5,
    });
  });
});
