import type { Extent } from '@deconv/geometry';

/** Of the images that a network reads, in pixels: the side of a square, or height and width. */
export type InputSize = number | [height: number, width: number];

export const extentOf = (size: InputSize): Extent => {
  const [height, width] = typeof size === 'number' ? [size, size] : size;
  return { height, width };
};

/** Of a square its side alone. */
export const inputSizeOf = ({ height, width }: Extent): InputSize =>
  height === width ? height : [height, width];

/** How long the shorter side is. */
export const shortSideOf = (size: InputSize): number => {
  const { height, width } = extentOf(size);
  return Math.min(height, width);
};
