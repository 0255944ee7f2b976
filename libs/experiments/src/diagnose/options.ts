import * as v from 'valibot';
import { names, number, optional, pair, said } from '../options/kinds.js';

/** Above which frequency the squares of a grid of pixels alias, in cycles per pixel. */
const NYQUIST = 0.5;

/** What the filters of a network say of it; Zeiler & Fergus (2013) leave open from where on something is worth a word. */
export const options = v.strictObject({
  layers: optional(said(names, 'names of layers: a,b; default: all with filters')),
  dominant: optional(
    said(number({ above: 1 }), 'a filter dominates above so many times the median RMS'),
    3,
  ),
  dominated: optional(
    said(number({ above: 0, below: 1 }), 'and is dominated below this part of the largest'),
    0.1,
  ),
  cosine: optional(
    said(number({ above: 0, below: 1 }), 'of filters that are nearly alike, or more'),
    0.95,
  ),
  bands: optional(
    said(
      pair({ above: 0, below: NYQUIST }, '0.125,0.25'),
      'where mid frequencies begin and end, in cycles per pixel; default: a sixth and a third',
    ),
    [1 / 6, 1 / 3],
  ),
});
