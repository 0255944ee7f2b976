import type { DiagnoseResultsLayer } from '@deconv/results';

/** What a filter can be found to be, with the letter that marks it: a letter needs no colour. */
export const MARKS = [
  { name: 'dominant', letter: 'L', words: 'larger than most' },
  { name: 'dominated', letter: 'S', words: 'hardly there' },
  { name: 'dead', letter: 'X', words: 'never active' },
  { name: 'alike', letter: '=', words: 'nearly the same as another' },
] as const;

type Mark = (typeof MARKS)[number];

/** Filters that a mark is on. */
export function filtersWith(mark: Mark['name'], layer: DiagnoseResultsLayer): readonly number[] {
  if (mark === 'alike') return layer.duplicates.flatMap(([one, other]) => [one, other]);
  return layer[mark] ?? [];
}

/** All marks on a filter. */
export function marksOf(filter: number, layer: DiagnoseResultsLayer): Mark[] {
  return MARKS.filter(({ name }) => filtersWith(name, layer).includes(filter));
}
