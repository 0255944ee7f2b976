import type { InvarianceResults } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { skippedLines } from '../skipped.js';
import { table } from '../table.js';

/** What moving changed, in words: a row a layer, and a line a photo. */
export function summary({ images, options, score, data }: InvarianceResults): string[] {
  const { transform, from, to, step } = options;
  const layers = options.layers.map((layer) => [
    layer,
    score[layer]?.toFixed(3) ?? '–',
    Math.max(...images.flatMap(({ distance }) => distance[layer]!)).toPrecision(4),
  ]);
  const answers = images.map(({ image, label, probability, values }) => {
    const least = Math.min(...probability);
    const at = values[probability.indexOf(least)]!;
    return `${visibleName(image)}: ${visibleName(label)}, least probable (${(100 * least).toFixed(1)} %) at ${at}`;
  });
  return [
    `${transform} from ${from} to ${to} by ${step}`,
    ...skippedLines(data),
    '',
    table(['layer', 'invariance', 'largest distance'], layers),
    '(invariance: 1 where features stay the same, 0 where they have nothing in common)',
    '',
    ...answers,
  ];
}
