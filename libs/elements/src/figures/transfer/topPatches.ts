import { crop, type Picture } from '@deconv/pictures';
import type { LessonLearned } from './LearnController.js';

/** A part of a photo that speaks for a class. */
export interface TopPatch {
  name: string;
  picture: Picture;
  evidence: number;
}

/** The places of a class's photos that speak for it most, one of each photo, the strongest first. */
export function topPatches({ photoSet, learned }: LessonLearned, shown: number, count: number) {
  const first = photoSet.classes
    .slice(0, shown)
    .reduce((sum, { photos }) => sum + photos.length, 0);
  const places = learned.rows * learned.columns;
  const patches = photoSet.classes[shown]!.photos.map(({ name }, i): TopPatch => {
    const { seen, evidence } = learned.photos[first + i]!;
    const own = evidence.subarray(shown * places, (shown + 1) * places);
    const place = own.indexOf(Math.max(...own));
    return { name, picture: crop(seen, learned.fields[place]!), evidence: own[place]! };
  });
  return patches.toSorted((one, other) => other.evidence - one.evidence).slice(0, count);
}
