import { computedIn } from '../../words/computedIn.js';
import type { LessonLearned } from './LearnController.js';

/** The small print of what was learned. */
export function lessonFacts({ model, learned, photoSet }: LessonLearned): [string, string][] {
  const { layer, rows, columns, features, seconds, fingerprint, strength } = learned;
  const count = photoSet.classes.reduce((sum, { photos }) => sum + photos.length, 0);
  return [
    ['Network', `${model.name} (${fingerprint.slice(0, 8)})`],
    ['Features', `${features} of ${layer}, at ${rows} × ${columns} places, frozen`],
    ['Classifier', `softmax, L-BFGS, weight decay ${strength}, ${count} photos`],
    ['Computed on', model.backend],
    ...computedIn({ seconds, model }),
  ];
}
