import type { DiagnoseResults, DiagnoseResultsLayer } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { inWords } from './inWords.js';

/** What stands out in the layers, in words; one line each. */
export function findings({ data, options, networks }: DiagnoseResults): string[] {
  const seen = data.images - data.skipped.length;
  const lines = networks.flatMap(({ name, layers }) =>
    layers.flatMap((layer) => {
      const where = networks.length > 1 ? `${name}, ${layer.layer}` : layer.layer;
      return findingsOf(layer, options, seen).map((text) => `${visibleName(where)}: ${text}`);
    }),
  );
  return lines.length ? lines : ['nothing stands out'];
}

function findingsOf(
  { filters, dominant, dominated, dead, duplicates }: DiagnoseResultsLayer,
  options: DiagnoseResults['options'],
  seen: number,
): string[] {
  const some = (found: readonly number[] | null, what: string): string[] =>
    found?.length ? [`${found.length} of ${filters} filters ${what}: ${inWords(found)}`] : [];
  const pairs = duplicates.map(([a, b, cosine]) => `${a} and ${b} (${cosine.toFixed(3)})`);
  return [
    ...some(dominant, `with an RMS above ${options.dominant} × the median`),
    ...some(dominated, `with an RMS below ${options.dominated} × the largest`),
    ...some(dead, `never active over ${seen} ${seen === 1 ? 'image' : 'images'}`),
    ...(pairs.length
      ? [
          `${pairs.length} ${pairs.length === 1 ? 'pair' : 'pairs'} of filters nearly alike (cosine ≥ ${options.cosine}): ${inWords(pairs)}`,
        ]
      : []),
  ];
}
