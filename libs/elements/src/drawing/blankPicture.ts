import { ZERO_GREY, type Picture } from '@deconv/pictures';

/** A picture of nothing: opaque mid grey. */
export function blankPicture(width: number, height: number): Picture {
  const data = new Uint8ClampedArray(width * height * 4).fill(ZERO_GREY);
  for (let alpha = 3; alpha < data.length; alpha += 4) data[alpha] = 255;
  return { width, height, data };
}
