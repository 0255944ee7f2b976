import * as v from 'valibot';
import { answer, quantified, told } from './answer.js';
import { byName } from './byName.js';
import { inRows, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { quantityIn } from './quantity.js';
import { picture, unitFields } from './unit.js';
import { atLeastOne, colour, count, finite, oneOf, rule, side, text } from './values.js';

/** One value for each place of the square: rows of columns. */
const map = <T extends v.GenericSchema>(value: T) => v.array(v.array(value));

/** What a square in the way changes in what a network sees of an image (Zeiler & Fergus 2013, Figure 7). */
const schema = v.strictObject({
  ...header,
  answer,
  probe: oneOf('occlude'),
  options: v.strictObject({
    /** Colour of the square: `grey`, `mean` (of the image), or red, green, blue from 0 to 255. */
    fill: text,
    /** How images were brought to the network's size. */
    fit: text,
    /** How signals were rectified on the way down. */
    rule,
  }),
  /** As it was named to the probe. */
  image: text,
  /** The image as the network sees it. */
  picture: v.optional(picture),
  /** Red, green, blue of the square, 0–255. */
  fill: colour,
  /**
   * Place (row, column) covers `size` × `size` pixels from (row · stride, column · stride); where that would reach
   * beyond the image, moved back inside.
   */
  grid: v.strictObject({ rows: side, cols: side, size: atLeastOne, stride: atLeastOne }),
  /** The class that is watched. */
  classIndex: count,
  /** Of that class, under the name of what it is. */
  ...quantified(map(finite)),
  /** Most probable class; of numbers that are none of classes, the largest. */
  label: map(count),
  /** Sum over all positions of the feature map that is watched. */
  activity: map(finite),
  /** Whose map is watched. */
  layer: text,
  channel: count,
  /** The same numbers with nothing covered. */
  clean: v.strictObject({ ...quantified(finite), label: count, activity: finite }),
  /** Names of all classes that occur, by their numbers. */
  classes: byName(text),
  /** Multiply-adds of all places: those computed, those that can change at all, those of whole passes. */
  macs: v.strictObject({ executed: count, tight: count, naive: count }),
  /** The strongest unit of the map in this image. */
  unit: v.optional(v.strictObject(unitFields)),
  /** The strongest units of the map in other images, at most one an image. */
  others: v.optional(v.array(v.strictObject(unitFields))),
});

export type OccludeResults = v.InferOutput<typeof schema>;

/** The document of `occlude`. */
export const occludeFormat: Format<OccludeResults> = { probe: 'occlude', schema, disagreements };

function disagreements({ grid, clean, ...results }: OccludeResults): Disagreement[] {
  const quantity = quantityIn(results);
  return [
    ...told('', results),
    ...told('clean.', clean, [quantity]),
    ...([quantity, 'label', 'activity'] as const).flatMap((map) =>
      inRows(map, results[map] ?? [], { rows: grid.rows, columns: grid.cols, of: 'grid' }),
    ),
  ];
}
