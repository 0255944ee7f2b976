import type { Results } from '@deconv/results';
import { networkInWords } from './networkInWords.js';

/** Small print of every document: which network, on what, and what computed it. */
export function factsOf({ model, data, backend }: Results): [term: string, fact: string][] {
  const { length } = data.skipped;
  return [
    ['Network', networkInWords(model)],
    ['Images', `${data.images} (${data.name})${length ? `, ${length} skipped` : ''}`],
    ['Computed on', backend],
  ];
}
