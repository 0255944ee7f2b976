import { listImages } from '@deconv/datasets/node';
import { stat } from 'node:fs/promises';

/**
 * Paths of images, in the order given; a folder stands for all images in it and below it, in the order of their paths.
 * @throws ImageError for a folder without images
 */
export async function imagesOf(paths: readonly string[]): Promise<string[]> {
  const lists = paths.map(async (path) => {
    // What is not there is left to the decoder, which says so.
    const found = await stat(path).catch(() => undefined);
    return found?.isDirectory() ? (await listImages(path)).map((image) => image.path) : [path];
  });
  return (await Promise.all(lists)).flat();
}
