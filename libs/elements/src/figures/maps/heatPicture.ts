import type { Picture } from '@deconv/engine';
import { viridis } from '@deconv/pictures';
import type { LayerMaps, MapFacts } from './LayerMaps.js';

const SHADES = 256;
const PALETTE = Array.from({ length: SHADES }, (_, i) => viridis(i / (SHADES - 1)));

/** Drawn once a map, however often the figure renders. */
const drawn = new WeakMap<MapFacts, Picture>();

/** A map on its layer's scale: zero, and what is below, is dark. Square; what lies outside is clear. */
export function heatPicture(map: MapFacts, { layer, largest }: LayerMaps): Picture {
  const known = drawn.get(map) ?? draw(map.values, layer, largest);
  drawn.set(map, known);
  return known;
}

function draw(
  values: Float32Array,
  { height, width }: LayerMaps['layer'],
  largest: number,
): Picture {
  const side = Math.max(height, width);
  const data = new Uint8ClampedArray(side * side * 4);
  const gain = largest > 0 ? (SHADES - 1) / largest : 0;
  values.forEach((value, i) => {
    const [red, green, blue] = PALETTE[Math.max(0, Math.round(value * gain))]!;
    const to = 4 * (Math.floor(i / width) * side + (i % width));
    data[to] = red;
    data[to + 1] = green;
    data[to + 2] = blue;
    data[to + 3] = 255;
  });
  return { width: side, height: side, data };
}
