import type { Results } from '@deconv/results';
import { addedOf } from './addedOf.js';
import { networkInWords } from './networkInWords.js';

/** Small print of every document: which network, on what, and what computed it. */
export function factsOf(results: Results): [term: string, fact: string][] {
  const { model, data, backend } = results;
  const { length } = data.skipped;
  const others = (data.leftOut ?? []).reduce((sum, { files }) => sum + files, 0);
  return [
    ['Network', networkInWords(model)],
    [
      'Images',
      `${data.images} (${data.name})${length ? `, ${length} skipped` : ''}${others ? `, ${others} other files left out` : ''}`,
    ],
    ['Computed on', backend],
    ...addedOf('answer' in results ? results.answer : undefined),
  ];
}
