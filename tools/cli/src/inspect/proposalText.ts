import { table } from '@deconv/experiments';
import type { Model } from '@deconv/models';
import { isSame } from './isSame.js';
import type { Proposed, Way } from './proposePixels.js';

/** What the photos say of how pixels become the input, in lines. */
export function proposalText(
  { preprocess, preprocessSource }: Model,
  { ways, by, clear, photos }: Proposed,
): string[] {
  const [first] = ways;
  const { normalisations } = first!.fit;
  const agrees = preprocessSource !== undefined && isSame(first!.preprocess, preprocess);
  return [
    '',
    `pixels, on ${photos} photos:`,
    table(['way', 'divergence', 'information', 'entropy', 'classes', 'about'], ways.map(rowOf)),
    by === 'normalisations'
      ? `(divergence: from what ${normalisations} normalisations were trained on, median of their KL, nats; the least is likeliest)`
      : '(no normalisations to go by, less sure: information of answers on which photo was shown and its mirror image, nats; the most is likeliest)',
    `${clear ? 'likeliest' : 'likeliest, but not clearly'}: ${first!.name}${agrees ? `, as ${preprocessSource} says` : ''}`,
  ];
}

const rowOf = ({ name, about, fit }: Way): string[] => [
  name,
  told(fit.divergence),
  told(fit.information),
  fit.entropy === undefined ? '–' : `${(100 * fit.entropy).toFixed(0)} %`,
  fit.classes === undefined ? '–' : String(fit.classes),
  about,
];

function told(value: number | undefined): string {
  if (value === undefined) return '–';
  return Number.isFinite(value) ? value.toPrecision(3) : 'not finite';
}
