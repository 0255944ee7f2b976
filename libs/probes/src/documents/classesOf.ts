import type { Occlusion } from '../occlusion/occlude.js';

/** What a class is called, where it has a name. */
export const className = (labels: readonly string[], index: number): string =>
  labels[index] ?? `class ${index}`;

/** Names of all classes that occur as a square slides, by their numbers. */
export function classesOf(
  { classIndex, clean, label }: Pick<Occlusion, 'classIndex' | 'clean' | 'label'>,
  labels: readonly string[],
): Record<string, string> {
  const occurring = new Set([classIndex, clean.label, ...label.flat()]);
  // Of a map that is not complete yet, places hold NaN.
  const known = [...occurring].filter(Number.isInteger);
  return Object.fromEntries(known.map((index) => [String(index), className(labels, index)]));
}
