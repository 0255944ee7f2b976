import type { Accuracy, TransferResults } from '@deconv/results';
import type { Line, LineChart } from './Line.js';
import { namesApart } from './namesApart.js';
import { paperLines, paperMeasure } from './paperLines.js';

/** Accuracy by how many images of each class were learned from: a line for each layer of each network. */
export function transferChart(documents: readonly TransferResults[]): LineChart {
  const [first] = documents;
  const paper = paperLines(first!.data.name, 'transfer');
  const own = documents.flatMap(({ options, measures }) => [
    ...options.perClass,
    ...measures.map(({ perClass }) => perClass),
  ]);
  const all = [...own, ...paper.flatMap(({ measures }) => Object.keys(measures).map(Number))];
  const counts = [...new Set(all)].sort((a, b) => a - b);
  return {
    title: 'Right answers by images a class',
    axis: 'images of each class to learn from',
    head: 'images a class',
    places: counts.map((value) => ({ label: String(value), value })),
    lines: [
      ...linesOf(documents, counts),
      ...paper.map((line) => ({
        ...{ name: line.name, paper: true },
        measures: counts.map((count) => paperMeasure(line, count)),
      })),
    ],
    note: noteOf(documents),
  };
}

function linesOf(documents: readonly TransferResults[], counts: readonly number[]): Line[] {
  const names = namesApart(
    documents.map(({ options, model, data }) => [
      `${options.layer}, frozen`,
      model.name,
      data.name,
    ]),
  );
  return documents.flatMap(({ measures, scratch }, i) => {
    const line = (name: string, of: readonly (Accuracy & { perClass: number })[]): Line => ({
      ...{ name, paper: false },
      measures: counts.map((count) => {
        const found = of.find(({ perClass }) => perClass === count);
        return found && { mean: found.mean, sd: found.sd, each: found.folds };
      }),
    });
    const frozen = line(names[i]!, measures);
    return scratch
      ? [frozen, line(`${scratch.architecture}, from scratch`, scratch.measures)]
      : [frozen];
  });
}

function noteOf(documents: readonly TransferResults[]): string {
  const { classes, options } = documents[0]!;
  const { folds, test } = options;
  const learned = documents.flatMap(({ scratch }) => scratch?.measures ?? []);
  const fewest = Math.min(folds, ...learned.map((measure) => measure.folds.length));
  const fewer = fewest < folds ? ` (from scratch: ${fewest} of them)` : '';
  return `Mean over ${classes.length} classes, on images not learned from, at most ${test} of each. Small dots are the ${folds} draws of the images learned from${fewer}; whiskers, one standard deviation over them, up and down.`;
}
