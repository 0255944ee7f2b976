import type { StepView } from '@deconv/engine';
import type { Pixel } from '../../../parts/place/Pixel.js';

/** Row and column in the whole map of a place in a step's box. */
export const placeInMap = ({ box }: StepView, [row, column]: Pixel): Pixel => [
  box.top + row,
  box.left + column,
];
