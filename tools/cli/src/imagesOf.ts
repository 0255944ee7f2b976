import { listImages, type LeftOut } from '@deconv/datasets/node';
import { stat } from 'node:fs/promises';
import { sayLeftOut } from './sayLeftOut.js';

export interface NamedImages {
  /** Paths of images. */
  images: string[];
  /** What lies beside them in their folders, which has been said on stderr. */
  leftOut: LeftOut[];
}

/**
 * Images in the order given; a folder stands for all images in it and below it, in the order of their paths.
 * @throws ImageError for a folder without images
 */
export async function imagesOf(paths: readonly string[]): Promise<NamedImages> {
  const images: string[] = [];
  const leftOut: LeftOut[] = [];
  for (const path of paths) {
    // What is not there is left to the decoder, which says so.
    const found = await stat(path).catch(() => undefined);
    if (!found?.isDirectory()) {
      images.push(path);
      continue;
    }
    const listed = await listImages(path);
    images.push(...listed.images.map((image) => image.path));
    leftOut.push(...listed.leftOut);
    sayLeftOut(path, listed.leftOut);
  }
  return { images, leftOut };
}
