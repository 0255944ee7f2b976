import type { Extent } from '@deconv/geometry';
import type { TransformName } from '@deconv/results';

/** An image of numbers: [height, width, channels]. */
interface Image extends Extent {
  data: Float32Array;
}

/** A point of the image, in pixels from the centre of its upper left one. */
type Point = readonly [row: number, column: number];

/**
 * Moves an image in its frame.
 * - `translate-y`, `translate-x`: by `value` pixels down, or to the right. Whole pixels are exact shifts.
 * - `scale`: by the factor `value` > 0 about the centre.
 * - `rotate`: by `value` degrees clockwise about the centre. Quarter turns of a square image are exact.
 *
 * Between pixels values are interpolated bilinearly; outside of the image all is `fill`.
 * @param fill a number for each channel
 * @returns [height, width, channels]
 * @throws RangeError for a factor that is not positive
 */
export function transformImage(
  { height, width, data }: Image,
  name: TransformName,
  value: number,
  fill: readonly number[],
): Float32Array {
  if (!Number.isFinite(value) || (name === 'scale' && value <= 0))
    throw new RangeError(
      `cannot ${name} by ${value}; expected a ${name === 'scale' ? 'positive ' : ''}number`,
    );
  const channels = fill.length;
  const source = sourceOf(name, value, [(height - 1) / 2, (width - 1) / 2]);
  const moved = new Float32Array(data.length);
  const at = (row: number, column: number, channel: number): number =>
    row < 0 || column < 0 || row >= height || column >= width
      ? fill[channel]!
      : data[(row * width + column) * channels + channel]!;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const [y, x] = source([row, column]);
      const [top, left] = [Math.floor(y), Math.floor(x)];
      const [down, right] = [y - top, x - left];
      for (let c = 0; c < channels; c++) {
        const above = mix(at(top, left, c), at(top, left + 1, c), right);
        const below = mix(at(top + 1, left, c), at(top + 1, left + 1, c), right);
        moved[(row * width + column) * channels + c] = mix(above, below, down);
      }
    }
  return moved;
}

/** At the ends exactly one of the two. */
const mix = (a: number, b: number, share: number): number => (1 - share) * a + share * b;

/** For a point of the moved image, the point that is seen there. */
function sourceOf(
  name: TransformName,
  value: number,
  [middleY, middleX]: Point,
): (point: Point) => Point {
  if (name === 'translate-y') return ([y, x]) => [y - value, x];
  if (name === 'translate-x') return ([y, x]) => [y, x - value];
  if (name === 'scale')
    return ([y, x]) => [middleY + (y - middleY) / value, middleX + (x - middleX) / value];
  const [sin, cos] = sinCos(value);
  return ([y, x]) => {
    const [dy, dx] = [y - middleY, x - middleX];
    return [middleY + cos * dy - sin * dx, middleX + sin * dy + cos * dx];
  };
}

/** Sine and cosine of an angle in degrees, exact for quarter turns. */
function sinCos(degrees: number): [sin: number, cos: number] {
  if (degrees % 90 === 0) {
    const quarters = (((degrees / 90) % 4) + 4) % 4;
    return [[0, 1, 0, -1][quarters]!, [1, 0, -1, 0][quarters]!];
  }
  const angle = (degrees * Math.PI) / 180;
  return [Math.sin(angle), Math.cos(angle)];
}
