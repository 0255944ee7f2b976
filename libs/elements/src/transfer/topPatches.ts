import type { Box, Picture } from '@deconv/engine';
import type { LessonLearned } from './LearnController.js';

/** A part of a photo that speaks for a class. */
export interface TopPatch {
  name: string;
  picture: Picture;
  evidence: number;
}

/** The places of a class's photos that speak for it most, one of each photo, the strongest first. */
export function topPatches({ pupils, learned }: LessonLearned, shown: number, count: number) {
  const first = pupils.classes.slice(0, shown).reduce((sum, { photos }) => sum + photos.length, 0);
  const places = learned.rows * learned.columns;
  const patches = pupils.classes[shown]!.photos.map(({ name }, i): TopPatch => {
    const { seen, evidence } = learned.photos[first + i]!;
    const own = evidence.subarray(shown * places, (shown + 1) * places);
    const place = own.indexOf(Math.max(...own));
    return { name, picture: cut(seen, learned.fields[place]!), evidence: own[place]! };
  });
  return patches.toSorted((one, other) => other.evidence - one.evidence).slice(0, count);
}

function cut({ width, data }: Picture, { top, left, height, width: wide }: Box): Picture {
  const patch = { width: wide, height, data: new Uint8ClampedArray(wide * height * 4) };
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * width + left) * 4;
    patch.data.set(data.subarray(from, from + wide * 4), row * wide * 4);
  }
  return patch;
}
