import { decodeImage, type Fit } from '@deconv/datasets/node';
import { asSeen, type Preprocess } from '@deconv/models';
import { extentOf, type InputSize } from '@deconv/pictures';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { placeInside } from '../placeInside.js';

/** Of a picture's longer side, in pixels. */
const SIDE = 224;

/** The shape of what the network reads, in pixels of a small picture. */
function sizeOf(inputSize: InputSize): InputSize {
  const { height, width } = extentOf(inputSize);
  const larger = SIDE / Math.max(height, width);
  return [height, width].map((side) => Math.max(1, Math.round(side * larger))) as [number, number];
}

/**
 * Draws images small, in the shape and the colours that the network sees.
 * @param place folder of a part, in the report's folder
 * @returns addresses as seen from the page, by the paths of the images
 */
export async function thumbnails(
  report: string,
  place: string,
  images: readonly string[],
  { fit, preprocess }: { fit: Fit; preprocess: Preprocess },
): Promise<ReadonlyMap<string, string>> {
  const folder = await placeInside(report, place, 'a report');
  for (const name of await readdir(folder))
    if (/^seen-\d+\.webp$/.test(name)) await rm(join(folder, name));
  const addresses = new Map<string, string>();
  for (const [i, image] of images.entries()) {
    const picture = await decodeImage(image, { size: sizeOf(preprocess.inputSize), fit });
    const { data, width, height } = asSeen(picture, preprocess);
    const address = `${place}/seen-${i + 1}.webp`;
    await sharp(data, { raw: { width, height, channels: 3 } })
      .webp({ quality: 82 })
      .toFile(join(report, address));
    addresses.set(image, address);
  }
  return addresses;
}
