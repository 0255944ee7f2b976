import type { TopResultsEntry } from '@deconv/results';
import { html } from 'lit';
import { rangeOf } from '../../drawing/chart/rangeOf.js';

/** From this side on a field's pixels are shown smaller than one of the screen: whole squares would drop some. */
const SMALL = 48;

/** What a unit saw beside its projection, both as large as its receptive field is beside the largest one, `field`. */
export function renderUnitPair(
  { patch, projection, receptiveField: { height, width } }: TopResultsEntry,
  addressOf: (picture: string) => string,
  field: number,
) {
  const size = `width: ${(100 * width) / field}%; aspect-ratio: ${width} / ${height}`;
  const sharp = field < SMALL ? 'sharp' : '';
  return [
    html`<span class="frame seen"
      ><img class=${sharp} .style=${size} src=${addressOf(patch)} alt="" loading="lazy"
    /></span>`,
    html`<span class="frame"
      ><img class=${sharp} .style=${size} src=${addressOf(projection)} alt="" loading="lazy"
    /></span>`,
  ];
}

/** The larger side of the largest receptive field: all units of a layer are drawn at one size. */
export function largestField(units: readonly Pick<TopResultsEntry, 'receptiveField'>[]): number {
  const sides = units.map(({ receptiveField: { height, width } }) => [height, width]);
  return Math.max(1, rangeOf(sides)[1]);
}
