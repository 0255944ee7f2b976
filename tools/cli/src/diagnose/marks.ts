import { OKABE_ITO, type Colour } from '@deconv/pictures';
import type { DiagnoseResultsLayer } from '@deconv/results';

/** What a filter may be marked for, and how. */
export interface Mark {
  what: string;
  colour: Colour;
  /** Which filters, in their order. */
  filters: readonly number[];
}

/** What is found in a layer; nothing for what is not. */
export function marksOf({ dominant, dominated, dead, duplicates }: DiagnoseResultsLayer): Mark[] {
  const alike = new Set(duplicates.flatMap(([a, b]) => [a, b]));
  const all: Mark[] = [
    { what: 'dead', colour: [17, 17, 17], filters: dead ?? [] },
    { what: 'dominant', colour: OKABE_ITO.vermilion, filters: dominant },
    { what: 'dominated', colour: OKABE_ITO.blue, filters: dominated },
    { what: 'near-duplicates', colour: OKABE_ITO.green, filters: [...alike].sort((a, b) => a - b) },
  ];
  return all.filter(({ filters }) => filters.length);
}
