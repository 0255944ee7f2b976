import type { LeftOut } from '@deconv/datasets/node';
import type { Results } from '@deconv/results';
import { basename, relative, sep } from 'node:path';
import { imagesOf } from '../imagesOf.js';
import type { Marks } from './readLandmarks.js';

export interface Matched {
  /** Images with their landmarks, in order. */
  marked: { path: string; marks: Marks }[];
  /** Images without. */
  skipped: Results['data']['skipped'];
  /** What lies beside the images. */
  leftOut: LeftOut[];
  /** What the landmarks name beside the images that were given. */
  missing: string[];
}

/**
 * Finds the landmarks of images: by the path relative to the folder that was given, else by the name of the file.
 * @param given images, or folders of them
 * @param file of the landmarks, for errors
 * @throws Error where no image has landmarks; ImageError for a folder without images
 */
export async function matchLandmarks(
  given: readonly string[],
  landmarks: ReadonlyMap<string, Marks>,
  file: string,
): Promise<Matched> {
  const marked: Matched['marked'] = [];
  const skipped: Matched['skipped'] = [];
  const missing = new Set(landmarks.keys());
  const leftOut: Matched['leftOut'] = [];
  for (const folder of given) {
    const listed = await imagesOf([folder]);
    leftOut.push(...listed.leftOut);
    for (const path of listed.images) {
      const keys = [relative(folder, path).split(sep).join('/'), basename(path)];
      const key = keys.find((name) => landmarks.has(name));
      if (key === undefined)
        skipped.push({ image: path, reason: `"${path}" has no landmarks in ${file}` });
      else marked.push({ path, marks: landmarks.get(key)! });
      missing.delete(key ?? '');
    }
  }
  if (marked.length) return { marked, skipped, leftOut, missing: [...missing] };
  const [first = 'none'] = missing;
  throw new Error(
    `no image has landmarks: ${file} names ${missing.size} (the first: ${first}), and ${given.join(', ')} ${skipped.length} (the first: ${skipped[0]!.image}); expected the same names of files, or paths relative to the folder`,
  );
}
