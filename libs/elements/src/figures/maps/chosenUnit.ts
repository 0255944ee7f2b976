import type { Extent } from '@deconv/pictures';
import type { Pixel } from '../../parts/place/Pixel.js';
import { activationAt, type LayerMaps, type MapFacts } from './LayerMaps.js';
import { pixelUnder, unitOver } from './unitOver.js';

/** What is looked at. */
export interface ChosenUnit {
  layer: LayerMaps;
  map: MapFacts;
  /** Row and column in the map. */
  at: Pixel;
  /** The pixel of the photo that the unit stands over. */
  place: Pixel;
}

/**
 * The unit of a map over a pixel. Without a map, of the one that responds most there; without a pixel, where the map
 * responds most; without both, in the middle.
 * @param seen size of the photo, in pixels
 */
export function chosenUnit(
  maps: LayerMaps,
  seen: Extent,
  channel: number | undefined,
  pixel: Pixel | undefined,
): ChosenUnit | undefined {
  const { layer } = maps;
  const wished = maps.maps.find((map) => map.channel === channel);
  const place: Pixel = pixel
    ? [Math.min(pixel[0], seen.height - 1), Math.min(pixel[1], seen.width - 1)]
    : wished?.active
      ? pixelUnder(wished.at, layer, seen)
      : [seen.height >> 1, seen.width >> 1];
  const at = unitOver(place, layer, seen);
  const map = wished ?? strongestAt(maps, at);
  return map && { layer: maps, map, at, place };
}

function strongestAt({ layer, maps }: LayerMaps, at: Pixel): MapFacts | undefined {
  return maps.reduce<MapFacts | undefined>(
    (best, map) =>
      best && activationAt(best, layer, at) >= activationAt(map, layer, at) ? best : map,
    undefined,
  );
}
