import type { LayersResults } from '@deconv/results';
import type { LineChart } from './Line.js';
import { namesApart } from './namesApart.js';
import { paperLines, paperMeasure } from './paperLines.js';

/** Accuracy by layer, in the order of the network. */
export function layersChart(documents: readonly LayersResults[]): LineChart {
  const [first] = documents;
  const layers = [...new Set(documents.flatMap((each) => each.layers.map(({ layer }) => layer)))];
  const names = namesApart(documents.map(({ model, data }) => [model.name, data.name]));
  return {
    title: 'Right answers by layer',
    axis: 'layer, from the pixels up',
    head: 'layer',
    places: layers.map((label) => ({ label })),
    lines: [
      ...documents.map((each, i) => ({
        ...{ name: names[i]!, paper: false },
        measures: layers.map((name) => {
          const found = each.layers.find(({ layer }) => layer === name);
          return found && { mean: found.mean, sd: found.sd, each: found.folds };
        }),
      })),
      ...(layers.every((name) => PAPERS.test(name))
        ? paperLines(first!.data.name, 'layers')
        : []
      ).map((line) => ({
        ...{ name: line.name, paper: true },
        measures: layers.map((name) => paperMeasure(line, numberIn(name))),
      })),
    ],
    note: noteOf(first!),
  };
}

/** Layers as the paper's networks have them: of others, a number in the name says nothing of where they stand. */
const PAPERS = /^(conv|pool|fc)[1-7]$/;

/** `conv4` is the paper's layer 4. */
const numberIn = (layer: string): number => Number(/\d+$/.exec(layer)?.[0]);

function noteOf({ classes, options: { folds, test, perClass } }: LayersResults): string {
  return `At ${perClass} images of each of ${classes.length} classes, on at most ${test} others of each. Small dots are the ${folds} draws of the images learned from; whiskers, one standard deviation over them, up and down.`;
}
