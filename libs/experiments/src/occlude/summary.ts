import { competeIn, numbersIn, quantityIn, type OccludeResults } from '@deconv/results';
import { visibleName } from '@deconv/untrusted';
import { addedLines, quantityInWords } from '../answerInWords.js';

/** What a square in the way changed, in words. */
export function summary({ grid, clean, macs, classes, ...result }: OccludeResults): string[] {
  const nameOf = (index: number): string => visibleName(classes[index]!);
  const told = (number: number): string => quantityInWords(result, number);
  const of = quantityIn(result) === 'logit' ? ', logit' : '';
  const span = (maps: number[][]): [number, number] => {
    const values = maps.flat();
    return [Math.min(...values), Math.max(...values)];
  };
  const [least, most] = span(numbersIn(result));
  const [low, high] = span(result.activity);
  const others = new Set(result.label.flat().filter((label) => label !== clean.label));
  return [
    `a square of ${grid.size} at ${grid.rows}×${grid.cols} places, every ${grid.stride} pixels`,
    `${nameOf(result.classIndex)}${of}: ${told(numbersIn(clean))}, with the square ${told(least)}–${told(most)}`,
    `${visibleName(result.layer)}, channel ${result.channel}: activity ${clean.activity.toPrecision(5)}, with the square ${low.toPrecision(5)}–${high.toPrecision(5)}`,
    ...(competeIn(result)
      ? [
          `most probable elsewhere: ${[...others].map(nameOf).join('; ') || `nothing but ${nameOf(clean.label)}`}`,
        ]
      : []),
    ...addedLines(result.answer),
    `multiply-adds: ${macs.executed.toExponential(3)}, ${macs.executed === macs.naive ? 'of whole passes' : `${(macs.naive / macs.executed).toFixed(2)} times fewer than whole passes`}`,
  ];
}
