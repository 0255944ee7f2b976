import type { LessonLearned } from './LearnController.js';
import { interval } from './interval.js';
import { tally } from './verdictOf.js';

/** What was learned from which photos by which network, and what it says, as data. */
export function citeLesson(
  { photoSet, learned, model }: LessonLearned,
  random: number | undefined,
) {
  const { layer, rows, columns, features, strength, fingerprint } = learned;
  const { right, count } = tally({ photoSet, learned, model });
  let at = 0;
  return {
    model: { name: model.name, fingerprint, backend: model.backend, random },
    classifier: { layer, rows, columns, features, strength },
    unseen: { right, count, ...(count && { interval: interval(right, count) }) },
    classes: photoSet.classes.map(({ name, photos }) => ({
      name,
      photos: photos.map((photo) => ({
        name: photo.name,
        probabilities: learned.photos[at++]!.probabilities,
      })),
    })),
    asked: photoSet.asked.map(({ name }, i) => ({
      name,
      probabilities: learned.asked[i]!.probabilities,
    })),
  };
}
