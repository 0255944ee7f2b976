import type { Picture } from '@deconv/engine';
import type { Colour } from '@deconv/pictures';

/** A picture with one pixel for each value of a map: rows of columns. What is NaN is not there yet, and left transparent. */
export function cellPicture(map: readonly number[][], colour: (value: number) => Colour): Picture {
  const [height, width] = [map.length, map[0]?.length ?? 0];
  const data = new Uint8ClampedArray(height * width * 4);
  map.flat().forEach((value, i) => {
    if (!Number.isNaN(value)) data.set([...colour(value), 255], 4 * i);
  });
  return { width, height, data };
}
