import { table } from '@deconv/experiments';
import { meanOf } from '@deconv/pictures';
import type { AblateNetwork, AblateResults } from '@deconv/results';
import { accuracyInWords } from '../transfer/accuracyInWords.js';

/** Networks side by side: their errors, and what the filters of their first two convolutions say. */
export function summaryOf({ networks, options, images }: AblateResults): string {
  const rows = networks.map((network) => [
    network.name,
    String(network.parameters),
    accuracyInWords(network.training),
    accuracyInWords(network.validation),
    ...[0, 1].flatMap((at) => findingsOf(network, at)),
  ]);
  const head = ['network', 'parameters', 'training error, %', 'validation error, %'];
  const looked = ['dominant', 'dominated', 'dead', 'alike', 'mid', 'aliasing'];
  return [
    `${images.training} images to learn from, ${images.validation} to measure by; epochs: ${options.epochs}, of ${options.stepsPerEpoch} steps of ${options.batchSize}`,
    table([...head, ...looked, ...looked.map((word) => `${word} 2`)], rows),
    `(± over seeds ${options.seeds.join(', ')}; filters of the first convolution and of the second, means over seeds)`,
  ].join('\n');
}

/** Means over seeds for one convolution: counts of filters, and shares in percent. */
function findingsOf({ runs }: AblateNetwork, at: number): string[] {
  const found = runs.flatMap(({ layers }) => layers[at] ?? []);
  if (!found.length) return ['–', '–', '–', '–', '–', '–'];
  const mean = (values: number[], digits: number): string => meanOf(values).toFixed(digits);
  const known = <T>(values: (T | null)[]): T[] => values.filter((value) => value !== null);
  const spectra = known(found.map(({ spectrum }) => spectrum));
  const folded = known(found.map(({ aliasing }) => aliasing));
  return [
    mean(
      found.map(({ dominant }) => dominant),
      1,
    ),
    mean(
      found.map(({ dominated }) => dominated),
      1,
    ),
    mean(known(found.map(({ dead }) => dead)), 1),
    mean(
      found.map(({ duplicates }) => duplicates),
      1,
    ),
    spectra.length
      ? `${mean(
          spectra.map(({ mid }) => 100 * mid),
          0,
        )}%`
      : '–',
    folded.length
      ? `${mean(
          folded.map(({ photographs }) => 100 * photographs),
          1,
        )}%`
      : '–',
  ];
}
