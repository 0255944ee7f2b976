import { channelScale, identity, padChannelsOp, padOp, separableOp, type Op } from '@deconv/core';
import { axisWindow, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Plan, Use } from './Use.js';
import { requireWindow } from './windows.js';

/** What is put around a map, by axis. */
export interface Margins {
  before: number[];
  after: number[];
  /** A value, or what the map holds: its edge repeated, or mirrored with or without the edge itself. */
  fill: number | 'edge' | 'reflect' | 'symmetric' | 'wrap';
}

/** Rows, columns and channels that a map is widened by; @throws RangeError for margins that it cannot be */
export function padding(use: Use, { before, after, fill }: Margins): Plan {
  const { dims, channels } = use.map(0);
  if (before.length !== dims.length || after.length !== dims.length)
    throw new RangeError(`it pads ${before.length} axes; expected ${dims.length}`);
  if (![...before, ...after].every((margin) => Number.isInteger(margin) && margin >= 0))
    throw new RangeError(
      `it pads by ${[...before, ...after].join(', ')}; expected whole numbers ≥ 0`,
    );
  const places = [...dims.keys()].filter((axis) => axis !== channels);
  const padded = places.filter((axis) => before[axis]! + after[axis]! > 0);
  const sides = places.slice(-2);
  if (padded.some((axis) => !sides.includes(axis)) || (padded.length && places.length > 3))
    throw new RangeError(
      `it pads by ${[...before, ...after].join(', ')}; expected rows, columns and channels of a map only`,
    );
  if (places.length === 3 && dims[places[0]!] !== 1 && padded.length)
    throw new RangeError('it pads maps that stand one upon the other');
  const of = (axis: number | undefined): Pair =>
    axis === undefined ? [0, 0] : [before[axis]!, after[axis]!];
  const rows = of(sides.length === 2 ? sides[0] : undefined);
  const around = { rows, columns: of(sides.at(-1)), channels: of(channels) };
  const result = { dims: dims.map((dim, i) => before[i]! + dim + after[i]!), channels };
  return { steps: stepsFor(around, fill), axes: [channels], exact: true, result };
}

type Pair = [before: number, after: number];
type Around = Record<'rows' | 'columns' | 'channels', Pair>;

function stepsFor({ rows, columns, channels }: Around, fill: Margins['fill']): Plan['steps'] {
  const has = ([before, after]: Pair): boolean => before + after > 0;
  if (!has(rows) && !has(columns) && !has(channels)) return [([x]) => identity('Pad', x!)];
  if (typeof fill !== 'number') {
    if (has(channels)) throw new RangeError(`it pads channels by "${fill}"; expected a number`);
    return [([x]) => repeating(x!, rows, columns, fill)];
  }
  if (!Number.isFinite(fill)) throw new RangeError(`it pads with ${fill}; expected a number`);
  const inside: Plan['steps'] = [
    ...(has(rows) || has(columns) ? [([x]: MapShape[]) => zeros(x!, rows, columns)] : []),
    ...(has(channels) ? [([x]: MapShape[]) => padChannelsOp(x!, ...channels)] : []),
  ];
  if (fill === 0) return inside;
  // Zeros around what is as much less, and more again.
  return [([x]) => moved(x!, -fill), ...inside, ([x]) => moved(x!, fill)];
}

function zeros(x: MapShape, rows: Pair, columns: Pair): Op {
  const along = ([before, after]: Pair) => axisWindow({ size: 1, before, after });
  return padOp(x, requireWindow({ rows: along(rows), columns: along(columns) }, x));
}

const moved = (x: MapShape, by: number): Op =>
  channelScale(
    x,
    tf.tensor1d(new Float32Array(x.channels).fill(1)),
    tf.tensor1d(new Float32Array(x.channels).fill(by)),
  );

type Repeating = Exclude<Margins['fill'], number>;

function repeating(x: MapShape, rows: Pair, columns: Pair, how: Repeating): Op {
  const along = ([before, after]: Pair, length: number) => {
    // Mirrored once; more would be a pattern that no network means.
    if (before > length || after > length)
      throw new RangeError(`it repeats ${Math.max(before, after)} positions of ${length}`);
    return Array.from({ length: before + length + after }, (_, i) => [
      { index: PLACES[how](i - before, length), weight: 1 },
    ]);
  };
  return separableOp('Pad', x, along(rows, x.height), along(columns, x.width));
}

const PLACES: Record<Repeating, (at: number, length: number) => number> = {
  edge: (at, length) => Math.min(length - 1, Math.max(0, at)),
  reflect: (at, length) => (at < 0 ? -at : at >= length ? 2 * (length - 1) - at : at),
  symmetric: (at, length) => (at < 0 ? -1 - at : at >= length ? 2 * length - 1 - at : at),
  wrap: (at, length) => (at + length) % length,
};
