/** Red, green, blue, 0–255. */
export type Colour = readonly [number, number, number];
