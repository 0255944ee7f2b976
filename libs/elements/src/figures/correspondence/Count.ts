import type { CorrespondResults } from '@deconv/results';

type SignChange = CorrespondResults['parts'][string][string];

/** What was measured of one part at one layer by one count; null where no pair of images could be counted. */
export type Spread = SignChange['active'];

/** Which positions of a layer are counted. */
export type Count = keyof SignChange;

/** The counts in the order in which they are shown, in words. */
export const COUNTS: readonly (readonly [count: Count, words: string])[] = [
  ['active', 'positions that change'],
  ['all', 'all positions'],
];
