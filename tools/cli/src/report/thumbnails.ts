import { decodeImage, type Fit } from '@deconv/datasets/node';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { placeInside } from '../placeInside.js';

/** Of a picture, in pixels. */
const SIDE = 224;

/**
 * Draws images small, as the squares that the network reads.
 * @param place folder of a part, in the report's folder
 * @returns addresses as seen from the page, by the paths of the images
 */
export async function thumbnails(
  report: string,
  place: string,
  images: readonly string[],
  fit: Fit,
): Promise<ReadonlyMap<string, string>> {
  const folder = await placeInside(report, place, 'a report');
  for (const name of await readdir(folder))
    if (/^seen-\d+\.webp$/.test(name)) await rm(join(folder, name));
  const addresses = new Map<string, string>();
  for (const [i, image] of images.entries()) {
    const { data, width, height } = await decodeImage(image, { size: SIDE, fit });
    const address = `${place}/seen-${i + 1}.webp`;
    await sharp(data, { raw: { width, height, channels: 3 } })
      .webp({ quality: 82 })
      .toFile(join(report, address));
    addresses.set(image, address);
  }
  return addresses;
}
