import * as v from 'valibot';
import { asMany, below, type Disagreement } from './Disagreement.js';
import type { Format } from './Format.js';
import { header } from './header.js';
import { picture } from './unit.js';
import {
  atLeastOne,
  atLeastZero,
  count,
  fingerprint,
  finite,
  oneOf,
  positive,
  share,
  side,
  text,
} from './values.js';

/** Of rows, then of columns. */
const pair = v.strictTuple([atLeastOne, atLeastOne]);
/** Numbers of filters, each that of its feature map, in their order. */
const filters = v.array(count);

const layer = v.strictObject({
  layer: text,
  filters: atLeastOne,
  /** How many input channels each filter reads. */
  channels: atLeastOne,
  size: pair,
  stride: pair,
  /** For each filter, the root mean square of its weights, times what a batch normalisation behind it multiplies it by. */
  rms: v.array(atLeastZero),
  /** Half of the filters have a smaller RMS. */
  median: atLeastZero,
  /** Filters with an RMS above `options.dominant` × the median. */
  dominant: filters,
  /** Filters with an RMS below `options.dominated` × the largest. */
  dominated: filters,
  /**
   * Filters whose feature maps are nowhere above 0, in no image, behind the rectifier that follows. Null where no image was
   * looked at, and where no rectifier follows.
   */
  dead: v.nullable(filters),
  /** Pairs of filters, lower number first, with a cosine of at least `options.cosine`; the most alike pair first. */
  duplicates: v.array(v.strictTuple([count, count, finite])),
  /**
   * Shares of the filters' energy at frequencies below, in and above `options.bands`. Null for filters of one position, and
   * where all weights are 0.
   */
  spectrum: v.nullable(v.strictObject({ low: share, mid: share, high: share })),
  /**
   * Of the energy that the filters let pass, the share at frequencies that the stride folds onto lower ones: in inputs
   * with the power spectrum of photographs (1/f²), and in noise. Null where the stride is 1, and where all weights are 0.
   */
  aliasing: v.nullable(v.strictObject({ photographs: share, noise: share })),
  /**
   * All filters in one picture, one below the other, each of `height` × `width` pixels and by its own largest weight, which
   * is white, or black where it is negative; 128 is zero. Only where a folder was written.
   */
  drawn: v.optional(
    v.strictObject({
      picture,
      height: side,
      width: side,
      /** What is shown of each filter, in words. */
      shown: text,
    }),
  ),
});

/**
 * What the filters of a network say of it (Zeiler & Fergus 2013, Section 4.1 and Figure 6), at one or several points of its
 * training. `model` is the last of them; `data` is named `none` and has no image where filters alone were looked at.
 */
const schema = v.strictObject({
  ...header,
  probe: oneOf('diagnose'),
  options: v.strictObject({
    /** From how many times the median RMS on a filter dominates. */
    dominant: positive,
    /** Below which part of the largest RMS a filter is dominated. */
    dominated: positive,
    /** Smallest cosine of filters that are nearly the same. */
    cosine: finite,
    /** Where mid frequencies begin and end, in cycles per pixel of what the layer reads. */
    bands: v.strictTuple([positive, positive]),
    /** How images were brought to the network's size. */
    fit: text,
  }),
  /** A model, or the checkpoints of one, in the order of its training. */
  networks: v.array(
    v.strictObject({
      name: text,
      fingerprint,
      /** Those with filters, in the order of the network. */
      layers: v.array(layer),
    }),
  ),
});

export type DiagnoseResults = v.InferOutput<typeof schema>;
export type DiagnoseResultsLayer = v.InferOutput<typeof layer>;

/** The document of `diagnose`. */
export const diagnoseFormat: Format<DiagnoseResults> = { probe: 'diagnose', schema, disagreements };

function disagreements({ networks }: DiagnoseResults): Disagreement[] {
  return networks.flatMap(({ layers }, n) =>
    layers.flatMap(({ filters, rms, duplicates, ...layer }, l) => {
      const at = `networks[${n}].layers[${l}]`;
      const known = (path: string, index: number) =>
        below(`${at}.${path}`, index, filters, `${at}.filters`);
      const marked = (['dominant', 'dominated', 'dead'] as const).flatMap((mark) =>
        (layer[mark] ?? []).flatMap((filter, i) => known(`${mark}[${i}]`, filter)),
      );
      return [
        ...asMany(`${at}.rms`, rms, filters, `${at}.filters`),
        ...marked,
        ...duplicates.flatMap(([one, other], i) => [
          ...known(`duplicates[${i}][0]`, one),
          ...known(`duplicates[${i}][1]`, other),
        ]),
      ];
    }),
  );
}
