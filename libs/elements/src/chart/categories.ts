import type { Colour } from './Colour.js';

/** Colours that tell apart, and do so for colour-blind people too (Okabe and Ito). */
const OKABE_ITO: readonly Colour[] = [
  [230, 159, 0],
  [86, 180, 233],
  [0, 158, 115],
  [240, 228, 66],
  [0, 114, 178],
  [213, 94, 0],
  [204, 121, 167],
];
/** Whatever comes after the colours have run out. */
const OTHERS: Colour = [128, 128, 128];

/** The colour of the category that is number `rank` by how often it occurs. */
export function categoryColour(rank: number): Colour {
  return OKABE_ITO[rank] ?? OTHERS;
}

/** How many categories have a colour of their own. */
export const COLOURED = OKABE_ITO.length;
