import * as v from 'valibot';
import { atLeast } from './atLeast.js';
import { below, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { picture, unitFields } from './unit.js';
import { atLeastOne, count, finite, oneOf, place, rule, side, text } from './values.js';

const { at, activation, receptiveField, projection, scale } = unitFields;

const unit = v.strictObject({
  layer: text,
  channel: count,
  ...{ at, activation, receptiveField, scale },
  /** Absent where the document goes without pictures. */
  projection: v.optional(projection),
});

const image = v.strictObject({
  /** As it was named to the probe. */
  image: text,
  /** As the network sees it. */
  picture: v.optional(picture),
  places: atLeast(
    1,
    v.strictObject({
      /** Row and column of the pixel that was looked at. */
      at: place,
      /** The strongest unit of each layer there, in the order of `layers`; none of a layer where nothing is active. */
      units: v.array(unit),
    }),
  ),
});

/** What each layer finds at places of an image: its strongest unit there, projected. */
const schema = v.strictObject({
  ...header,
  probe: oneOf('lens'),
  options: v.strictObject({
    /** How signals were rectified on the way down. */
    rule,
    /** How images were brought to the network's size. */
    fit: text,
  }),
  /** Of the images as the network sees them, in pixels. */
  size: v.strictObject({ height: side, width: side }),
  /**
   * Each with what its units see: that in row r the rows from `r·stride + offset`, `size` of them, before clipping, and columns
   * likewise. Absent where no single square field holds for all.
   */
  layers: atLeast(
    1,
    v.strictObject({
      layer: text,
      field: v.optional(v.strictObject({ size: side, stride: atLeastOne, offset: finite })),
    }),
  ),
  images: atLeast(1, image),
});

export type LensResults = v.InferOutput<typeof schema>;
export type LensResultsImage = LensResults['images'][number];
export type LensResultsUnit = v.InferOutput<typeof unit>;

/** The document of `lens`. */
export const lensFormat: Format<LensResults> = { probe: 'lens', schema, disagreements };

function disagreements({ images, size, layers }: LensResults): Disagreement[] {
  const known = layers.map(({ layer }) => layer);
  return images.flatMap(({ places }, i) =>
    places.flatMap(({ at: [row, column], units }, p) => {
      const path = `images[${i}].places[${p}]`;
      return [
        ...below(`${path}.at[0]`, row, size.height, 'size.height'),
        ...below(`${path}.at[1]`, column, size.width, 'size.width'),
        ...units.flatMap(({ layer: found }, u) =>
          known.includes(found)
            ? []
            : [{ path: `${path}.units[${u}].layer`, expected: 'one of layers', found }],
        ),
      ];
    }),
  );
}
