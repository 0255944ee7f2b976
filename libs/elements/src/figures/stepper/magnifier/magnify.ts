import type { StepView } from '@deconv/engine';
import type { Pixel } from '../../../parts/place/Pixel.js';
import { filteredAt, type Filtered } from './Filtered.js';
import { rectifiedAt, type Rectified } from './Rectified.js';
import { unpooledAt, type Unpooled } from './Unpooled.js';

/** A place that the reader picked. */
export interface Picked {
  /** Of the step in which it was: it is kept where the next one has the same. */
  box: StepView['box'];
  /** Row and column in the box. */
  at: Pixel;
}

/** One place of a step's map, magnified. */
export interface Magnified {
  /** Row and column in the step's box. */
  at: Pixel;
  /** What stands there. */
  value: number;
  /** What it is made of; undefined where that is not known. */
  of: Unpooled | Filtered | Rectified | undefined;
}

/** Numbers of a window that can be read as a table. */
const MOST = 49;

/**
 * The place that the reader picked, else where the signal is strongest.
 * @returns undefined for steps in which nothing is computed
 */
export function magnify(
  step: StepView,
  before: StepView | undefined,
  channel: number,
  picked?: Picked,
): Magnified | undefined {
  const looks = LOOKS[step.step];
  const values = step.maps.find((map) => map.channel === channel)?.values;
  if (!looks || !before || !values) return undefined;
  const kept = picked && JSON.stringify(picked.box) === JSON.stringify(step.box);
  const at = kept ? picked.at : strongestIn(values, step.box.width);
  const of = looks(step, before, channel, at);
  const few = of?.kind === 'rectify' || (of && of.rows.length * of.columns.length <= MOST);
  return { at, value: values[at[0] * step.box.width + at[1]] ?? 0, of: few ? of : undefined };
}

const LOOKS = {
  unpool: unpooledAt,
  filter: filteredAt,
  rectify: rectifiedAt,
  ...{ unit: undefined, pass: undefined, pixels: undefined },
};

function strongestIn(values: Float32Array, width: number): Pixel {
  const place = values.reduce(
    (most, value, i) => (Math.abs(value) > Math.abs(values[most]!) ? i : most),
    0,
  );
  return [Math.floor(place / width), place % width];
}
