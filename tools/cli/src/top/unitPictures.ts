import { contrastScale, shade, ZERO_GREY, type Pixels } from '@deconv/pictures';
import type { TopResultsEntry } from '@deconv/results';
import { join } from 'node:path';
import sharp from 'sharp';

/** A unit of a document, as far as its pictures go. */
type Drawn = Pick<TopResultsEntry, 'receptiveField' | 'projection' | 'patch'>;

/** From this factor on pixels are enlarged as squares; below, pictures are resampled. */
const SQUARES = 3;

/**
 * Reads a unit's pictures, enlarged by a factor.
 * @param folder of the document
 */
export async function unitPictures(
  folder: string,
  { receptiveField, projection, patch }: Drawn,
  factor: number,
): Promise<[projection: Pixels, patch: Pixels]> {
  const scaled = (length: number): number => Math.max(1, Math.round(length * factor));
  const size = { width: scaled(receptiveField.width), height: scaled(receptiveField.height) };
  const kernel = factor >= SQUARES ? 'nearest' : 'lanczos3';
  const read = async (path: string): Promise<Pixels> => {
    const picture = sharp(join(folder, path)).resize({ ...size, fit: 'fill', kernel });
    return { ...size, data: await picture.raw().toBuffer() };
  };
  const drawn = await read(projection);
  return [{ ...drawn, data: contrasted(drawn.data) }, await read(patch)];
}

/** The larger side of the largest receptive field: all units of a layer are drawn at one size. */
export function largestField(units: readonly Pick<Drawn, 'receptiveField'>[]): number {
  return units.reduce(
    (side, { receptiveField: { height, width } }) => Math.max(side, height, width),
    1,
  );
}

/** Shades anew what lost contrast as it was made smaller, where light and dark pixels meet. */
function contrasted(drawn: Uint8Array): Uint8Array {
  const values = Float32Array.from(drawn, (value) => value - ZERO_GREY);
  return shade(values, contrastScale(values));
}
