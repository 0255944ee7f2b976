import { unfit } from './UnfitOption.js';

/** A square that covers a part of an image, in pixels. */
export interface Square {
  /** Its side. */
  size: number;
  /** From one place to the next. */
  stride: number;
}

/**
 * The square that is asked for, and how far apart its places are. The paper leaves both open; unless said, its side is a
 * seventh of the image's, and its places are a quarter of it apart.
 * @param side of the network's input, in pixels: the shorter one
 * @throws UnfitOption for a square that covers all of the image, and for places with pixels between them that none covers
 */
export function squareOf(
  said: Partial<Record<keyof Square, number | undefined>>,
  side: number,
): Square {
  const size = squareSizeOf(said.size, side);
  const { stride = Math.max(1, Math.round(size / 4)) } = said;
  if (stride > size)
    throw unfit(
      'stride',
      stride,
      `at most the square's side, ${size}: pixels between two places would never be covered`,
    );
  return { size, stride };
}

/** The side of the square alone, where it does not slide. @throws UnfitOption as `squareOf` does */
export function squareSizeOf(said: number | undefined, side: number): number {
  const size = said ?? Math.max(1, Math.round(side / 7));
  if (size >= side)
    throw unfit(
      'size',
      size,
      `less than the image's side, ${side}: the square would cover all of it`,
    );
  return size;
}
