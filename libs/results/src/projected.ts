import * as v from 'valibot';
import { atLeastZero, count, finite, place, rule, side, text } from './values.js';

/** A correlation of floats may exceed one by this much. */
const ROUNDING = 1e-6;

const box = v.strictObject({ top: count, left: count, height: side, width: side });

/** Spearman's rank correlation; null where one side is constant, of which there is none. */
const correlation = v.nullable(
  v.custom<number>(
    (value) => typeof value === 'number' && Math.abs(value) <= 1 + ROUNDING,
    'a number from -1 to 1',
  ),
);

/** What `deconv project` prints of a unit. */
export const projectedSchema = v.strictObject({
  layer: text,
  channel: count,
  at: place,
  activation: finite,
  rule,
  backend: text,
  receptiveField: box,
  /** Of the projection on the network's whole input: its shape, and numbers that describe it. */
  projection: v.strictObject({
    shape: v.strictTuple([side, side, count]),
    min: finite,
    max: finite,
    /** Euclidean norm. */
    l2: atLeastZero,
    sum: finite,
    /** Smallest box around all values that are not zero; null where there is none. */
    box: v.nullable(box),
  }),
  /** Each projection of the control that was asked for, with how alike it is to the unit's own. */
  controls: v.optional(
    v.array(
      v.strictObject({
        /** `conv5`, `down to conv1`, `all weights`, `switches`. */
        replaced: text,
        similarity: v.strictObject({ signed: correlation, magnitude: correlation }),
      }),
    ),
  ),
});

export type Projected = v.InferOutput<typeof projectedSchema>;

/** The same where a control was asked for. */
export const controlledSchema = v.required(projectedSchema, ['controls']);
