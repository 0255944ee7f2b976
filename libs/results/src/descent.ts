import * as v from 'valibot';
import { atLeast } from './atLeast.js';
import { below, inRows, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { picture, unitFields } from './unit.js';
import { atLeastOne, count, finite, oneOf, place, rule, side, text } from './values.js';

/** A part of a layer's map, in positions of that map. */
const box = v.strictObject({ top: count, left: count, height: side, width: side });

const map = v.strictObject({ channel: count, values: v.array(v.array(finite)) });

/** Along one axis, output `o` reads positions `o·stride − before + t·dilation` of the map below, `t` from 0 to `size` − 1. */
const axis = v.strictObject({ size: side, stride: side, dilation: side, before: count });

const step = v.strictObject({
  /** What is done: `unit` is the start, where all but one activation is zero. */
  step: oneOf('unit', 'unpool', 'rectify', 'filter', 'pass', 'pixels'),
  /** The layer whose input the signal has reached. */
  layer: text,
  /** Part of the layer's map in which the signal can be other than zero. */
  box,
  channels: atLeastOne,
  /**
   * What the values are: the unit's `activation`; a `signal`, that activation times all weights on its way so far; or, where
   * it has arrived, the projection in `preprocessed pixels`, as the network's input is.
   */
  valuesIn: oneOf('activation', 'signal', 'preprocessed pixels'),
  /** Channels with the most signal, the strongest first, at most eight; of `pixels` red, green, blue. Rows of the box. */
  maps: v.array(map),
  /** Of each map of an `unpool`: the places in the box that switches sent a signal to. */
  switches: v.optional(v.array(v.strictObject({ channel: count, at: v.array(place) }))),
  /** Of an `unpool` or a `filter`: what of its map each position above had looked at. */
  window: v.optional(v.strictObject({ rows: axis, columns: axis })),
  /** What stood there on the way up, in each of these maps: what a pooling read; what a rectifier gave, where the rule asks for it. */
  recorded: v.optional(v.array(map)),
  /** Of a `filter`: the weights from each map shown of the step before to each of this one. Rows of the window. */
  filters: v.optional(
    v.array(v.strictObject({ from: count, to: count, weights: v.array(v.array(finite)) })),
  ),
  /** Positions of all channels in the box with a signal, before and after the step. */
  active: v.strictObject({ before: count, after: count }),
});

const { image, at, activation, receptiveField } = unitFields;

/** One activation's way down to the pixels, step by step (Zeiler & Fergus 2013, Figure 1). */
const schema = v.strictObject({
  ...header,
  probe: oneOf('descent'),
  options: v.strictObject({
    /** How signals were rectified on the way down. */
    rule,
    /** How images were brought to the network's size. */
    fit: text,
  }),
  /** The image as the network sees it. */
  picture,
  /** Its side, where it is a square, else height and width, in pixels. */
  inputSize: v.union([side, v.strictTuple([side, side])]),
  unit: v.strictObject({ layer: text, channel: count, image, at, activation, receptiveField }),
  /** From the unit to the pixels. */
  steps: atLeast(1, step),
});

export type DescentResults = v.InferOutput<typeof schema>;
export type DescentResultsStep = v.InferOutput<typeof step>;

/** The document of `descent`. */
export const descentFormat: Format<DescentResults> = { probe: 'descent', schema, disagreements };

function disagreements({ steps }: DescentResults): Disagreement[] {
  return steps.flatMap((step, s) => [
    ...mapsThatDisagree(step, `steps[${s}]`),
    ...placesThatDisagree(step, `steps[${s}]`),
    ...filtersThatDisagree(step, `steps[${s}]`, { before: steps[s - 1], of: `steps[${s - 1}]` }),
  ]);
}

type Step = DescentResultsStep;

function mapsThatDisagree(step: Step, at: string): Disagreement[] {
  const { box, channels } = step;
  const size = { rows: box.height, columns: box.width, of: `${at}.box` };
  return (['maps', 'recorded'] as const).flatMap((field) =>
    (step[field] ?? []).flatMap(({ channel, values }, m) => [
      ...below(`${at}.${field}[${m}].channel`, channel, channels, `${at}.channels`),
      ...inRows(`${at}.${field}[${m}].values`, values, size),
    ]),
  );
}

function placesThatDisagree({ switches = [], box, channels }: Step, at: string): Disagreement[] {
  return switches.flatMap(({ channel, at: places }, m) => [
    ...below(`${at}.switches[${m}].channel`, channel, channels, `${at}.channels`),
    ...places.flatMap(([row, column], p) => [
      ...below(`${at}.switches[${m}].at[${p}][0]`, row, box.height, `${at}.box.height`),
      ...below(`${at}.switches[${m}].at[${p}][1]`, column, box.width, `${at}.box.width`),
    ]),
  ]);
}

function filtersThatDisagree(
  { filters = [], window, channels }: Step,
  at: string,
  { before, of }: { before: Step | undefined; of: string },
): Disagreement[] {
  const [rows, columns] = [window?.rows.size ?? 0, window?.columns.size ?? 0];
  return filters.flatMap(({ from, to, weights }, f) => [
    ...below(`${at}.filters[${f}].from`, from, before?.channels ?? 0, `${of}.channels`),
    ...below(`${at}.filters[${f}].to`, to, channels, `${at}.channels`),
    ...inRows(`${at}.filters[${f}].weights`, weights, { rows, columns, of: `${at}.window` }),
  ]);
}
