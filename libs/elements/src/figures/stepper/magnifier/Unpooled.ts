import type { StepView } from '@deconv/engine';
import type { Pixel } from '../../../parts/place/Pixel.js';
import { sentOf, type Sent } from '../travels.js';
import { tapsTo } from './taps.js';

/** A pooling's window around one place, on the way up and on the way down. */
export interface Unpooled {
  kind: 'unpool';
  /** Positions of the map that the window holds; the first may be negative: padding. */
  rows: number[];
  columns: number[];
  /** What the pooling read, by row and column of the window; undefined in the padding. */
  read: (number | undefined)[][];
  /** What stands there after the step. */
  down: (number | undefined)[][];
  /** Whose window it is, in the map above. */
  above: Pixel;
  /** What came from there; 0 where nothing came. */
  signal: number;
  /** Row and column of the largest value inside of the window, where the signal goes. */
  largest: Pixel;
  /** Signals of other windows that were sent into this one, by row and column of the window. */
  others: { at: Pixel; signal: number }[];
}

/**
 * The window that a place lies in: of several, the one whose signal went to the place, else the one that has it most in its
 * middle.
 * @param at row and column in the step's box
 * @returns undefined where no window looks there, or the numbers are not known
 */
export function unpooledAt(
  step: StepView,
  before: StepView,
  channel: number,
  at: Pixel,
): Unpooled | undefined {
  const sent = sentOf(step, before, channel);
  const values = step.maps.find((map) => map.channel === channel)?.values;
  const recorded = step.recorded?.find((map) => map.channel === channel)?.values;
  const above = sent && windowOver(step, before, sent, at);
  if (!step.window || !values || !recorded || !above) return undefined;
  const { rows, columns } = windowOf(step.window, above);
  const cut = (numbers: Float32Array) =>
    rows.map((row) => columns.map((column) => numberAt(step, numbers, [row, column])));
  const read = cut(recorded);
  const inWindow = ([row, column]: Pixel): Pixel => [
    rows.indexOf(row + step.box.top),
    columns.indexOf(column + step.box.left),
  ];
  const own = sent.find(({ from }) => isAt(before, from, above));
  const others = sent
    .filter((each) => each !== own)
    .map(({ to, signal }) => ({ at: inWindow(to), signal }))
    .filter(({ at: [row, column] }) => row >= 0 && column >= 0);
  return {
    ...{ kind: 'unpool', rows, columns, read, down: cut(values), above, others },
    ...{ signal: own?.signal ?? 0, largest: own ? inWindow(own.to) : largestIn(read) },
  };
}

/** Positions that the window of a place above holds. */
function windowOf({ rows, columns }: NonNullable<StepView['window']>, [row, column]: Pixel) {
  const along = ({ size, stride, dilation, before }: typeof rows, at: number): number[] =>
    Array.from({ length: size }, (_, tap) => at * stride - before + tap * dilation);
  return { rows: along(rows, row), columns: along(columns, column) };
}

function windowOver(
  { window, box }: StepView,
  before: StepView,
  sent: readonly Sent[],
  [row, column]: Pixel,
): Pixel | undefined {
  if (!window) return undefined;
  const [top, left] = [box.top + row, box.left + column];
  const { box: small } = before;
  const rows = tapsTo(top, window.rows, small.top, small.height);
  const columns = tapsTo(left, window.columns, small.left, small.width);
  const offCentre = (tap: number, { size }: { size: number }): number =>
    Math.abs(tap - (size - 1) / 2);
  const candidates = rows.flatMap((r) =>
    columns.map((c) => {
      const above: Pixel = [r.position, c.position];
      const own = sent.find(({ from }) => isAt(before, from, above));
      const here = own?.to[0] === row && own.to[1] === column;
      const apart = offCentre(r.tap, window.rows) + offCentre(c.tap, window.columns);
      return { above, came: here ? Math.abs(own.signal) : 0, apart };
    }),
  );
  candidates.sort((a, b) => b.came - a.came || a.apart - b.apart);
  return candidates[0]?.above;
}

const isAt = ({ box }: StepView, [row, column]: Pixel, place: Pixel): boolean =>
  row + box.top === place[0] && column + box.left === place[1];

/** Of a map in a step's box; undefined outside of it. */
function numberAt(
  { box: { top, left, height, width } }: StepView,
  numbers: Float32Array,
  [row, column]: Pixel,
): number | undefined {
  const [r, c] = [row - top, column - left];
  return r < 0 || c < 0 || r >= height || c >= width ? undefined : numbers[r * width + c];
}

/** The first of the largest, row by row, as poolings choose it. */
function largestIn(rows: readonly (readonly (number | undefined)[])[]): Pixel {
  const all = rows.flatMap((row, r) =>
    row.map((value = -Infinity, c) => ({ value, at: [r, c] as Pixel })),
  );
  return all.reduce((most, each) => (each.value > most.value ? each : most)).at;
}
