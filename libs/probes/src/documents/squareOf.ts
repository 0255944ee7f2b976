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
 * @param side of the network's input, in pixels
 * @throws RangeError for a square that covers all of the image, and for places with pixels between them that none covers
 */
export function squareOf(
  said: Partial<Record<keyof Square, number | undefined>>,
  side: number,
): Square {
  const size = squareSizeOf(said.size, side);
  const stride = wholeOf('stride', said.stride ?? Math.max(1, Math.round(size / 4)));
  if (stride > size)
    throw new RangeError(
      `stride is "${stride}"; expected at most the square's side, ${size}: pixels between two places would never be covered`,
    );
  return { size, stride };
}

/** The side of the square alone, where it does not slide. @throws RangeError as `squareOf` does */
export function squareSizeOf(said: number | undefined, side: number): number {
  const size = wholeOf('size', said ?? Math.max(1, Math.round(side / 7)));
  if (size >= side)
    throw new RangeError(
      `size is "${size}"; expected less than the image's side, ${side}: the square would cover all of it`,
    );
  return size;
}

function wholeOf(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new RangeError(`${name} is "${value}"; expected a whole number ≥ 1`);
}
