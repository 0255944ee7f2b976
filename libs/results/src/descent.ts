import * as v from 'valibot';
import { atLeast } from './atLeast.js';
import { below, inRows, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { picture, unitFields } from './unit.js';
import { atLeastOne, count, finite, oneOf, place, rule, side, text } from './values.js';

/** A part of a layer's map, in positions of that map. */
const box = v.strictObject({ top: count, left: count, height: side, width: side });

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
  maps: v.array(v.strictObject({ channel: count, values: v.array(v.array(finite)) })),
  /** Of each map of an `unpool`: the places in the box that switches sent a signal to. */
  switches: v.optional(v.array(v.strictObject({ channel: count, at: v.array(place) }))),
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
  return steps.flatMap(({ maps, switches = [], box, channels }, s) => {
    const at = `steps[${s}]`;
    const [rows, columns] = [box.height, box.width];
    return [
      ...maps.flatMap(({ channel, values }, m) => [
        ...below(`${at}.maps[${m}].channel`, channel, channels, `${at}.channels`),
        ...inRows(`${at}.maps[${m}].values`, values, { rows, columns, of: `${at}.box` }),
      ]),
      ...switches.flatMap(({ channel, at: places }, m) => [
        ...below(`${at}.switches[${m}].channel`, channel, channels, `${at}.channels`),
        ...places.flatMap(([row, column], p) => [
          ...below(`${at}.switches[${m}].at[${p}][0]`, row, rows, `${at}.box.height`),
          ...below(`${at}.switches[${m}].at[${p}][1]`, column, columns, `${at}.box.width`),
        ]),
      ]),
    ];
  });
}
