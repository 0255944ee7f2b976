/** In units of 2⁻¹⁶, as Pillow has them; together 1. */
const [RED, GREEN, BLUE] = [19595, 38470, 7471] as const;

/**
 * Brightness of a colour by ITU-R BT.601, `0.299·R + 0.587·G + 0.114·B`, rounded as Pillow's `convert("L")` rounds it: grey
 * stays what it is.
 * @param red 0–255, as the others
 */
export const luminance = (red: number, green: number, blue: number): number =>
  Math.floor((RED * red + GREEN * green + BLUE * blue + 2 ** 15) / 2 ** 16);
