import { extentOf } from '@deconv/pictures';
import type { Fit } from '@deconv/datasets/node';
import { landmarkInCrop } from '@deconv/experiments';
import { matchLandmarks } from '../../correspond/matchLandmarks.js';
import { readLandmarks } from '../../correspond/readLandmarks.js';
import { uprightSize } from '../../correspond/uprightSize.js';
import type { Carried } from './Carried.js';

/** Attributes of a figure whose photos have landmarks. */
export interface Marked {
  images: string;
  landmarks: string;
}

interface Landmarked {
  /** Images or folders of them, as they were named. */
  given: readonly string[];
  /** File of the landmarks. */
  file: string;
  fit: Fit;
}

/** Takes photos along that have landmarks, which are restated for the squares that are cut from them. */
export async function markedPhotos(
  carried: Carried,
  { given, file, fit }: Landmarked,
): Promise<Marked> {
  const { marked } = await matchLandmarks(given, await readLandmarks(file), file);
  const named = marked.map(({ path }, i) => [`${i + 1}`, path] as const);
  const images: Record<string, object> = {};
  for (const [i, { path, marks }] of marked.entries()) {
    const size = await uprightSize(path);
    const points = [...marks].map(([part, point]) => [
      part,
      fit === 'cover' ? landmarkInCrop(size, point, extentOf(carried.size)) : point,
    ]);
    images[named[i]![0]] = Object.fromEntries(points) as object;
  }
  const landmarks = `data:application/json,${encodeURIComponent(JSON.stringify({ images }))}`;
  return { images: await carried.takeFiles(named), landmarks };
}
