import { interpolateViridis } from 'd3-scale-chromatic';
import type { Colour } from './colour.js';

/** A colour for a share from 0 (dark) to 1 (bright), or the end that is nearer: order shows without colours too. */
export function viridis(share: number): Colour {
  const hex = Number.parseInt(interpolateViridis(share).slice(1), 16);
  return [hex >> 16, (hex >> 8) & 255, hex & 255];
}
