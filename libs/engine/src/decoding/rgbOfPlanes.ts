import type { Raster } from '@deconv/pictures';

/** A picture as brightness and two differences of colour, each a plane of its own. */
export interface Planes {
  width: number;
  height: number;
  /** Holds the planes; numbers of more than 8 bits take two bytes, the low one first. */
  bytes: Uint8Array<ArrayBuffer>;
  /** Where each plane begins, and how far its rows lie from each other, in bytes. */
  layout: readonly { offset: number; stride: number }[];
  /** Bits of a number. */
  depth: number;
  /** Whether brightness uses all numbers, or those from 16 to 235 of 256. */
  fullRange: boolean;
  /** Share of red and of blue in brightness. */
  weights: readonly [red: number, blue: number];
  /** One colour is stored for so many columns, and rows. */
  subsampled: { columns: number; rows: number };
}

/** What libheif stretches a limited range by: brightness, and differences of colour. */
const STRETCH = [1.1689, 1.1429] as const;

/**
 * RGB of planes (ITU-T H.273) as libheif computes it, so that the command gets the same: each pixel of the colour that is stored
 * for it; the factors of the usual form, 8 bits with a colour for four pixels, in 256ths; of more bits the lower ones dropped.
 * @param rotation clockwise, in degrees, 0, 90, 180 or 270; then `flip` mirrors left and right
 */
export function rgbOfPlanes(planes: Planes, rotation: number, flip: boolean): Raster {
  const { width: across, height: down, depth } = planes;
  const isTurned = rotation % 180 !== 0;
  const [width, height] = isTurned ? [down, across] : [across, down];
  const [brightness, blues, reds] = samplesOf(planes);
  const { red, green, blue, round } = factorsOf(planes);
  const most = 2 ** depth - 1;
  const toByte = (value: number): number =>
    Math.min(most, Math.max(0, Math.round(value))) >> (depth - 8);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0, o = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [px, py] = placeBefore(rotation, flip ? width - 1 - x : x, y, planes);
      const [value, b, r] = [brightness(px, py), blues(px, py), reds(px, py)];
      data[o++] = toByte(value + round(red * r));
      data[o++] = toByte(value + round(green[0] * b + green[1] * r));
      data[o++] = toByte(value + round(blue * b));
    }
  return { width, height, data };
}

/** What each colour takes of the differences, beside the brightness. */
function factorsOf({ weights: [kr, kb], subsampled, fullRange, depth }: Planes) {
  const [red, blue] = [2 * (1 - kr), 2 * (1 - kb)];
  const green = [(-blue * kb) / (1 - kr - kb), (-red * kr) / (1 - kr - kb)] as const;
  if (!(fullRange && depth === 8 && subsampled.columns * subsampled.rows === 4))
    return { red, green, blue, round: (value: number) => value };
  const whole = (factor: number): number => Math.round(256 * factor);
  return {
    red: whole(red),
    green: [whole(green[0]), whole(green[1])] as const,
    blue: whole(blue),
    round: (value: number) => (value + 128) >> 8,
  };
}

type Sample = (x: number, y: number) => number;

/** Brightness from 0 on, and differences of colour around 0, by the place of a pixel. */
function samplesOf(planes: Planes): [brightness: Sample, blues: Sample, reds: Sample] {
  const { layout, depth, fullRange, subsampled } = planes;
  const numbers = depth > 8 ? new Uint16Array(planes.bytes.buffer) : planes.bytes;
  const size = numbers.BYTES_PER_ELEMENT;
  const unit = 2 ** (depth - 8);
  const plane = (index: number, zero: number, stretch: number): Sample => {
    const { columns, rows } = index ? subsampled : { columns: 1, rows: 1 };
    const start = layout[index]!.offset / size;
    const stride = layout[index]!.stride / size;
    return (x, y) =>
      (numbers[start + Math.floor(y / rows) * stride + Math.floor(x / columns)]! - zero) * stretch;
  };
  const [whole, colour] = fullRange ? [1, 1] : STRETCH;
  return [
    plane(0, fullRange ? 0 : 16 * unit, whole),
    plane(1, 128 * unit, colour),
    plane(2, 128 * unit, colour),
  ];
}

/** Where a pixel was before it was turned clockwise. */
function placeBefore(
  rotation: number,
  x: number,
  y: number,
  { width, height }: Planes,
): [x: number, y: number] {
  if (rotation === 90) return [y, height - 1 - x];
  if (rotation === 180) return [width - 1 - x, height - 1 - y];
  if (rotation === 270) return [width - 1 - y, x];
  return [x, y];
}
