import { cssColour, viridis } from '@deconv/pictures';

/** So many stops, evenly apart, that what a browser mixes between them is seen as the scale itself. */
const STOPS = 33;
const COLOURS = Array.from({ length: STOPS }, (_, i) => cssColour(viridis(i / (STOPS - 1))));

/** The whole scale, dark to bright, as a background of CSS. */
export const HEAT_RAMP = `linear-gradient(to right, ${COLOURS.join(', ')})`;
