import type { Model } from '../Model.js';

/** What one of the numbers of an answer is called, where it has a name and where it has none. */
export const className = (
  { labels, answer }: Pick<Model, 'labels' | 'answer'>,
  index: number,
): string => labels[index] ?? `${answer?.kind === 'numbers' ? 'number' : 'class'} ${index}`;
