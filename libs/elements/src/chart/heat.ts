import type { Colour } from './Colour.js';

/** Viridis, by S. van der Walt and N. Smith (matplotlib, CC0), at even steps from 0 to 1. */
const STOPS: readonly Colour[] = [
  [68, 1, 84],
  [71, 44, 122],
  [59, 81, 139],
  [44, 113, 142],
  [33, 144, 141],
  [39, 173, 129],
  [92, 200, 99],
  [170, 220, 50],
  [253, 231, 37],
];

/** A colour for a share from 0 (dark) to 1 (bright): order shows without colours too. */
export function heat(share: number): Colour {
  const at = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
  const below = Math.min(STOPS.length - 2, Math.floor(at));
  const [from, to] = [STOPS[below]!, STOPS[below + 1]!];
  const mix = (i: 0 | 1 | 2): number => Math.round(from[i] + (to[i] - from[i]) * (at - below));
  return [mix(0), mix(1), mix(2)];
}

/** The whole scale, dark to bright, as a background of CSS. */
export const HEAT_RAMP = `linear-gradient(to right, ${STOPS.map((stop) => `rgb(${stop.join(' ')})`).join(', ')})`;
