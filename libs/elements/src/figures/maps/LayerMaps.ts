import type { FeatureMaps, LayerSummary } from '@deconv/engine';
import type { Pixel } from '../../parts/place/Pixel.js';

/** One feature map of one photo. */
export interface MapFacts {
  channel: number;
  /** The largest activation, and row and column of the first unit that has it. */
  largest: number;
  at: Pixel;
  /** Share of units that are active: above zero. */
  active: number;
  /** Activations: [height, width]. */
  values: Float32Array;
}

/** What a layer makes of a photo. */
export interface LayerMaps {
  layer: LayerSummary;
  /** Strongest first; equals by their number. */
  maps: readonly MapFacts[];
  /** Of all maps: full brightness. */
  largest: number;
  /** Maps in which nothing is active. */
  silent: number;
}

/** Sorts the maps of a layer by what they found. */
export function layerMaps(
  layer: LayerSummary,
  { channels, width, values }: FeatureMaps,
): LayerMaps {
  const places = values.length / channels;
  const maps = Array.from({ length: channels }, (_, channel) =>
    mapFacts(channel, values.subarray(channel * places, (channel + 1) * places), width),
  ).sort((a, b) => b.largest - a.largest);
  return {
    ...{ layer, maps, largest: maps[0]?.largest ?? 0 },
    silent: maps.filter(({ active }) => active === 0).length,
  };
}

function mapFacts(channel: number, values: Float32Array, width: number): MapFacts {
  let [strongest, active] = [0, 0];
  values.forEach((value, i) => {
    if (value > values[strongest]!) strongest = i;
    if (value > 0) active++;
  });
  return {
    ...{ channel, values, active: active / values.length },
    largest: values[strongest]!,
    at: [Math.floor(strongest / width), strongest % width],
  };
}

/** Of one unit of a map. */
export function activationAt(
  { values }: MapFacts,
  { width }: LayerSummary,
  [row, column]: Pixel,
): number {
  return values[row * width + column]!;
}
