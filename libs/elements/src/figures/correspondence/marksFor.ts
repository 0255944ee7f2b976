import type { NamedPicture } from '@deconv/engine';
import type { Landmarks, Point } from './loadLandmarks.js';

/** Where marks lie before anyone has placed them: about where a face has them. */
const FACE: Readonly<Record<string, Point>> = {
  leftEyeInImage: [0.36, 0.42],
  rightEyeInImage: [0.64, 0.42],
  nose: [0.5, 0.6],
};

/** Marks for each photo: those that are known, and for the others the same parts, to be placed. */
export function marksFor(photos: readonly NamedPicture[], known: Landmarks): Landmarks {
  const here = photos.flatMap(({ name }) => Object.keys(known[name] ?? {}));
  const parts = new Set(here.length ? here : Object.keys(FACE));
  const unplaced = Object.fromEntries(
    [...parts].map((part): [string, Point] => [part, FACE[part] ?? [0.5, 0.5]]),
  );
  return Object.fromEntries(photos.map(({ name }) => [name, known[name] ?? unplaced]));
}
