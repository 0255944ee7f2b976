import { renderTable } from '../../parts/results/renderTable.js';
import { formatShare } from '../../words/formatShare.js';
import type { LessonLearned } from './LearnController.js';

/** What was said of every photo, as numbers. */
export function renderTransferTable({ photoSet, learned }: LessonLearned) {
  const names = photoSet.classes.map(({ name }) => name);
  const told = (probabilities: number[] | null): string[] =>
    names.map((_, i) => (probabilities ? formatShare(probabilities[i]!) : '–'));
  const own = photoSet.classes.flatMap(({ name, photos }) =>
    photos.map((photo) => [photo.name, name]),
  );
  return renderTable({
    caption: 'Probability of each class, by a classifier that has not seen the photo',
    head: ['Photo', 'is', ...names],
    rows: [
      ...own.map((row, i) => [...row, ...told(learned.photos[i]!.probabilities)]),
      ...photoSet.asked.map(({ name }, i) => [name, '?', ...told(learned.asked[i]!.probabilities)]),
    ],
  });
}
