import { className, type Model } from '@deconv/models';
import type { Occlusion } from '../occlusion/occlude.js';

/** Names of all classes that occur as a square slides, by their numbers. */
export function classesOf(
  { classIndex, clean, label }: Pick<Occlusion, 'classIndex' | 'clean' | 'label'>,
  model: Pick<Model, 'labels' | 'answer'>,
): Record<string, string> {
  const occurring = new Set([classIndex, clean.label, ...label.flat()]);
  // Of a map that is not complete yet, places hold NaN.
  const known = [...occurring].filter(Number.isInteger);
  return Object.fromEntries(known.map((index) => [String(index), className(model, index)]));
}
