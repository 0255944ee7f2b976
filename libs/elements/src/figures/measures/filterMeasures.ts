import type { AblateResults, AblateRun } from '@deconv/results';

type Layer = AblateRun['layers'][number];

/** Something counted or measured of the filters of a layer. */
export interface FilterMeasure {
  name: string;
  /** What it means. */
  words: string;
  /** Null where it cannot be said. */
  of: (layer: Layer) => number | null;
  /** How many of it there can be; 1 for a share. */
  most: (layer: Layer) => number;
  format: (value: number) => string;
}

const count = (value: number): string => String(Math.round(10 * value) / 10);
const share = (value: number): string => `${(100 * value).toFixed(1)}\u202f%`;
const filters = ({ filters: all }: Layer): number => all;
const one = (): number => 1;

/** What the paper's Figure 6 shows, in numbers. */
export const FILTER_MEASURES: readonly FilterMeasure[] = [
  {
    ...{ name: 'dominant', words: 'filters more than three times the median size' },
    ...{ of: ({ dominant }) => dominant, most: filters, format: count },
  },
  {
    ...{ name: 'dominated', words: 'filters below a tenth of the largest' },
    ...{ of: ({ dominated }) => dominated, most: filters, format: count },
  },
  {
    ...{ name: 'dead', words: 'filters never active on the images measured by' },
    ...{ of: ({ dead }) => dead, most: filters, format: count },
  },
  {
    ...{ name: 'alike', words: 'pairs of filters that are nearly the same' },
    ...{ of: ({ duplicates }) => duplicates, most: filters, format: count },
  },
  {
    ...{ name: 'mid', words: 'share of the filters’ energy at middle frequencies' },
    ...{ of: ({ spectrum }) => spectrum?.mid ?? null, most: one, format: share },
  },
  {
    ...{
      name: 'aliasing',
      words: 'share of what passes in photographs that the stride folds onto lower frequencies',
    },
    ...{ of: ({ aliasing }) => aliasing?.photographs ?? null, most: one, format: share },
  },
];

/** Networks that differ in how their first layer looks, or in how large its filters may be, are told apart by it. */
export function filtersDiffer({ networks }: AblateResults): boolean {
  const told = networks.map(({ filterLimit, runs }) => {
    const first = runs[0]!.layers[0];
    return JSON.stringify([filterLimit, first?.size, first?.stride]);
  });
  return new Set(told).size > 1;
}
