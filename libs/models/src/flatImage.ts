import type { MapShape } from '@deconv/geometry';

/**
 * The image that a vector of values stands for: what a following reshape makes of it, or else a square of one channel or of
 * three.
 * @param reshaped height, width and channels that it becomes, where something says so
 * @throws RangeError for a count that is neither
 */
export function flatImage(count: number, reshaped?: MapShape): MapShape {
  if (reshaped) return reshaped;
  for (const channels of [1, 3]) {
    const side = Math.round(Math.sqrt(count / channels));
    if (side > 1 && channels * side ** 2 === count) return { height: side, width: side, channels };
  }
  throw new RangeError(
    `the model reads ${count} values in a row, which are no square image of one channel or three; expected one`,
  );
}
