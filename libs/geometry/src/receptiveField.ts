import { boxOf, type Box } from './box.js';
import type { Extent } from './extent.js';
import type { Range } from './range.js';
import { reach, type AxisWindow, type Window } from './window.js';

/** Along one axis: the unit at position p sees inputs `p·stride + offset … p·stride + offset + size − 1`, before clipping. All in input pixels. */
export interface AxisField {
  size: number;
  stride: number;
  offset: number;
}

export interface ReceptiveField {
  rows: AxisField;
  columns: AxisField;
}

/** A node of a layer graph as geometry sees it; nodes stand in topological order, inputs before their readers. */
export interface GridNode {
  /** Extent of this node's map. */
  extent: Extent;
  /** How this map reads each of its inputs. */
  window: Window;
  /** Indices of the nodes it reads; none for the network's input. */
  inputs: readonly number[];
}

const PIXEL: ReceptiveField = {
  rows: { size: 1, stride: 1, offset: 0 },
  columns: { size: 1, stride: 1, offset: 0 },
};

/**
 * Receptive field of every node's units, in input pixels, before clipping. Where branches of different stride meet, no
 * single field holds for all units: undefined, there and above. (Araujo et al., "Computing Receptive Fields of
 * Convolutional Neural Networks", Distill 2019.)
 */
export function receptiveFields(nodes: readonly GridNode[]): (ReceptiveField | undefined)[] {
  const fields: (ReceptiveField | undefined)[] = [];
  for (const { inputs, window } of nodes) {
    const below = inputs.map((input) => {
      const field = fields[input];
      return field && seenThrough(window, field);
    });
    fields.push(inputs.length === 0 ? PIXEL : below.reduce(unionField));
  }
  return fields;
}

function seenThrough(window: Window, below: ReceptiveField): ReceptiveField {
  return {
    rows: seenAlong(window.rows, below.rows),
    columns: seenAlong(window.columns, below.columns),
  };
}

function seenAlong(axis: AxisWindow, below: AxisField): AxisField {
  return {
    size: below.size + (reach(axis) - 1) * below.stride,
    stride: below.stride * axis.stride,
    offset: below.offset - axis.before * below.stride,
  };
}

function unionField(a?: ReceptiveField, b?: ReceptiveField): ReceptiveField | undefined {
  const rows = a && b && unionAlong(a.rows, b.rows);
  const columns = a && b && unionAlong(a.columns, b.columns);
  return rows && columns && { rows, columns };
}

function unionAlong(a: AxisField, b: AxisField): AxisField | undefined {
  if (a.stride !== b.stride) return undefined;
  const offset = Math.min(a.offset, b.offset);
  const end = Math.max(a.offset + a.size, b.offset + b.size);
  return { size: end - offset, stride: a.stride, offset };
}

/**
 * For every node up to `index`, the smallest box of it that holds all positions which the unit at `at` of node `index`
 * depends on; undefined for nodes that it does not depend on, empty where it reads padding only. Entry 0 is the unit's
 * receptive field in the network's input, clipped to it.
 */
export function receptiveBoxes(
  nodes: readonly GridNode[],
  index: number,
  [row, column]: readonly [row: number, column: number],
): (Box | undefined)[] {
  const rows = rangesSeen(nodes, index, row, 'rows', 'height');
  const columns = rangesSeen(nodes, index, column, 'columns', 'width');
  return rows.map((range, i) => range && boxOf(range, columns[i]!));
}

/** One axis: marks every position seen, since strides and dilations leave gaps that ranges alone cannot follow. */
function rangesSeen(
  nodes: readonly GridNode[],
  index: number,
  position: number,
  axis: 'rows' | 'columns',
  side: 'height' | 'width',
): (Range | undefined)[] {
  const seen = new Array<Uint8Array | undefined>(index + 1).fill(undefined);
  seen[index] = new Uint8Array(nodes[index]!.extent[side]);
  seen[index][position] = 1;
  for (let i = index; i >= 0; i--) {
    const outputs = seen[i];
    if (!outputs) continue;
    const { inputs, window } = nodes[i]!;
    for (const input of inputs) {
      seen[input] ??= new Uint8Array(nodes[input]!.extent[side]);
      markTaps(window[axis], outputs, seen[input]);
    }
  }
  return seen.map(
    (marks) => marks && { start: Math.max(0, marks.indexOf(1)), length: span(marks) },
  );
}

function markTaps(axis: AxisWindow, outputs: Uint8Array, inputs: Uint8Array): void {
  outputs.forEach((seen, o) => {
    if (!seen) return;
    // Writes before the first and past the last position are dropped by the typed array.
    for (let t = 0; t < axis.size; t++)
      inputs[o * axis.stride - axis.before + t * axis.dilation] = 1;
  });
}

function span(marks: Uint8Array): number {
  const first = marks.indexOf(1);
  return first < 0 ? 0 : marks.lastIndexOf(1) - first + 1;
}

/** A map along one axis: how many positions, of an input so long, and what each sees; undefined where that differs. */
export interface Along {
  count: number;
  side: number;
  field: AxisField | undefined;
}

/** The pixel in the middle of what the unit at a position sees: of two, the first. */
export function middlePixel(position: number, { count, side, field }: Along): number {
  const { size, stride, offset } = field ?? evenly(count, side);
  const middle = position * stride + offset + (size - 1) / 2;
  return Math.max(0, Math.min(side - 1, Math.ceil(middle - 0.5)));
}

/** The position whose field is centred nearest to a pixel. Of `middlePixel` it is the inverse where that lies inside. */
export function nearestPosition(pixel: number, { count, side, field }: Along): number {
  const { size, stride, offset } = field ?? evenly(count, side);
  const position = Math.round((pixel - offset - (size - 1) / 2) / stride);
  return Math.max(0, Math.min(count - 1, position));
}

/** Where no single field holds for all units, they are spread over the input evenly. */
function evenly(count: number, side: number): AxisField {
  return { size: side / count, stride: side / count, offset: 0 };
}

/** What every unit of a map sees along both axes, where one square field holds for all; else null. */
export function squareField(field: ReceptiveField | undefined): AxisField | null {
  if (!field) return null;
  const { rows, columns } = field;
  const square =
    rows.size === columns.size && rows.stride === columns.stride && rows.offset === columns.offset;
  return square ? { size: rows.size, stride: rows.stride, offset: rows.offset } : null;
}
