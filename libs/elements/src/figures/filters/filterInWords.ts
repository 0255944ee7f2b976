import type { DiagnoseResultsLayer } from '@deconv/results';
import { formatNumber } from '../../words/formatNumber.js';
import { marksOf } from './marksOf.js';

/** What was found of a filter, in a sentence. */
export function filterInWords(filter: number, layer: DiagnoseResultsLayer): string {
  const words = marksOf(filter, layer).map((mark) => mark.words);
  const twins = layer.duplicates
    .filter(([one, other]) => one === filter || other === filter)
    .map(
      ([one, other, cosine]) => `cosine ${cosine.toFixed(2)} with ${one === filter ? other : one}`,
    );
  return [`filter ${filter}: RMS ${formatNumber(layer.rms[filter]!)}`, ...words, ...twins].join(
    ', ',
  );
}
