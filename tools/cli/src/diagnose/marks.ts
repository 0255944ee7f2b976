import type { DiagnoseResultsLayer } from '@deconv/results';

/** What a filter may be marked for, and how (colours that tell apart, of Okabe and Ito). */
export interface Mark {
  what: string;
  /** Red, green, blue. */
  colour: readonly [number, number, number];
  /** Which filters, in their order. */
  filters: readonly number[];
}

/** What is found in a layer; nothing for what is not. */
export function marksOf({ dominant, dominated, dead, duplicates }: DiagnoseResultsLayer): Mark[] {
  const alike = new Set(duplicates.flatMap(([a, b]) => [a, b]));
  const all: Mark[] = [
    { what: 'dead', colour: [17, 17, 17], filters: dead ?? [] },
    { what: 'dominant', colour: [213, 94, 0], filters: dominant },
    { what: 'dominated', colour: [0, 114, 178], filters: dominated },
    { what: 'near-duplicates', colour: [0, 158, 115], filters: [...alike].sort((a, b) => a - b) },
  ];
  return all.filter(({ filters }) => filters.length);
}
