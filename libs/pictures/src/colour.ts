/** Red, green, blue, 0–255. */
export type Colour = [red: number, green: number, blue: number];

/** As style sheets and SVG have it. */
export const cssColour = (colour: Readonly<Colour>): string => `rgb(${colour.join(',')})`;
