import { numbersIn, quantityIn, type InvarianceResults } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { addedLines, quantityInWords } from '../answerInWords.js';
import { skippedLines } from '../skipped.js';
import { table } from '../table.js';

/** What moving changed, in words: a row a layer, and a line a photo. */
export function summary({ images, options, score, data, answer }: InvarianceResults): string[] {
  const { transform, from, to, step } = options;
  const layers = options.layers.map((layer) => [
    layer,
    score[layer]?.toFixed(3) ?? '–',
    Math.max(...images.flatMap(({ distance }) => distance[layer]!)).toPrecision(4),
  ]);
  const answers = images.map(({ image, label, values, ...measured }) => {
    const numbers = numbersIn(measured);
    const least = Math.min(...numbers);
    const at = values[numbers.indexOf(least)]!;
    const words = quantityIn(measured) === 'probability' ? 'least probable' : 'smallest';
    return `${visibleName(image)}: ${visibleName(label)}, ${words} (${quantityInWords(measured, least)}) at ${at}`;
  });
  return [
    `${transform} from ${from} to ${to} by ${step}`,
    ...skippedLines(data),
    '',
    table(['layer', 'invariance', 'largest distance'], layers),
    '(invariance: 1 where features stay the same, 0 where they have nothing in common)',
    '',
    ...answers,
    ...addedLines(answer),
  ];
}
