import { strongestUnits, type ForwardRecord } from '@deconv/core';
import { middlePixel, receptiveFields } from '@deconv/geometry';
import type { Place } from '../placesOf.js';

/** Two places are at least this share of the image's longer side apart. */
const APART = 1 / 8;

/**
 * The places where the feature maps of a layer are strongest, each in the middle of what the unit there sees: the strongest
 * first, at most so many, none close to another.
 */
export async function strongestPlaces(
  record: ForwardRecord,
  layer: string,
  count: number,
): Promise<Place[]> {
  const middle = middleOf(record, layer);
  const { height, width } = record.network.input;
  const apart = APART * Math.max(height, width);
  const places: Place[] = [];
  for (const { at } of await strongestUnits(record, layer)) {
    const place = middle(at);
    const near = places.some(
      ([row, column]) => Math.hypot(row - place[0], column - place[1]) < apart,
    );
    if (!near) places.push(place);
    if (places.length === count) break;
  }
  return places;
}

/** The pixel in the middle of what a unit sees. */
function middleOf({ network }: ForwardRecord, layer: string): (at: readonly number[]) => Place {
  const index = network.indexOf(layer);
  const field = receptiveFields(network.nodes)[index];
  const { shape } = network.nodes[index]!.op;
  const { height, width } = network.input;
  return ([row, column]) => [
    middlePixel(row!, { count: shape.height, side: height, field: field?.rows }),
    middlePixel(column!, { count: shape.width, side: width, field: field?.columns }),
  ];
}
