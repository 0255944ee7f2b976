import type { LearnedPhoto } from '@deconv/engine';
import type { LessonLearned } from './LearnController.js';

/** The most probable class of a photo, by its number; undefined where nobody could answer. */
export function answerOf({ probabilities }: LearnedPhoto): number | undefined {
  if (!probabilities) return undefined;
  return probabilities.indexOf(Math.max(...probabilities));
}

/** How many of the photos were answered right by a classifier that had not seen them, of how many that could be. */
export function tally({ photoSet, learned }: LessonLearned): { right: number; count: number } {
  const labels = photoSet.classes.flatMap(({ photos }, label) => photos.map(() => label));
  const answers = learned.photos.map(answerOf);
  const known = answers.flatMap((answer, i) =>
    answer === undefined ? [] : [answer === labels[i]],
  );
  return { right: known.filter(Boolean).length, count: known.length };
}
