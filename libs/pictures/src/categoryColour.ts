import type { Colour } from './colour.js';
import { OKABE_ITO } from './okabeIto.js';

const COLOURS: readonly Colour[] = Object.values(OKABE_ITO);
/** Whatever comes after the colours have run out. */
const OTHERS: Colour = [128, 128, 128];

/** The colour of the category that is number `rank` by how often it occurs. */
export function categoryColour(rank: number): Colour {
  return COLOURS[rank] ?? OTHERS;
}

/** How many categories have a colour of their own. */
export const COLOURED = COLOURS.length;
