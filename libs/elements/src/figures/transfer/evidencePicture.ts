import type { Learned, LearnedPhoto, Picture } from '@deconv/engine';
import type { Colour } from '@deconv/pictures';

/** Ends of a scale whose middle is grey, told apart by colour-blind readers too (ColorBrewer PuOr). */
export const FOR: Colour = [230, 97, 1];
export const AGAINST: Colour = [94, 60, 153];
/** How much of a colour shows at the end of the scale: the photo remains to be seen. */
const STRONGEST = 0.8;

/** A photo in grey, with what its places say of a class in colour: for it, or against. */
export function evidencePicture(
  { seen, evidence }: LearnedPhoto,
  { rows, columns, centres }: Learned,
  shown: number,
  largest: number,
): Picture {
  const { width, height, data } = seen;
  const picture = { width, height, data: new Uint8ClampedArray(width * height * 4) };
  const [down, across] = [nearest(centres.rows, height), nearest(centres.columns, width)];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [row, column] = [down[Math.floor(pixel / width)]!, across[pixel % width]!];
    const grey = greyOf(data, 4 * pixel);
    const value =
      row < 0 || column < 0
        ? 0
        : evidence[(shown * rows + row) * columns + column]! / (largest || 1);
    const colour = value > 0 ? FOR : AGAINST;
    const share = STRONGEST * Math.min(1, Math.abs(value));
    picture.data.set([...colour.map((end) => grey + (end - grey) * share), 255], 4 * pixel);
  }
  return picture;
}

/** Of each pixel, the place whose middle is nearest, by its number; −1 where it is further off than places are from each other. */
function nearest(centres: readonly number[], side: number): number[] {
  const apart = centres.length > 1 ? centres[1]! - centres[0]! : side;
  return Array.from({ length: side }, (_, pixel) => {
    const far = (i: number): number => Math.abs(centres[i]! - pixel);
    const best = centres.reduce((found, _, i) => (far(i) < far(found) ? i : found), 0);
    return far(best) <= apart / 2 ? best : -1;
  });
}

/** Lightened a little, so that colours show on dark pictures. */
function greyOf(data: Uint8ClampedArray, at: number): number {
  const light = 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
  return 60 + 0.76 * light;
}
