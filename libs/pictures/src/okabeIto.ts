import type { Colour } from './colour.js';

/** Colours that tell apart, and do so for colour-blind people too (Okabe and Ito 2008), without their black. */
export const OKABE_ITO = {
  orange: [230, 159, 0],
  sky: [86, 180, 233],
  green: [0, 158, 115],
  yellow: [240, 228, 66],
  blue: [0, 114, 178],
  vermilion: [213, 94, 0],
  purple: [204, 121, 167],
} satisfies Record<string, Colour>;
