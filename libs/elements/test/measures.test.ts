import type { Results } from '@deconv/results';
import { expect, test } from 'vitest';
import { ablateResults, addressOf, layersResults, transferResults } from './documents.js';
import { all, one, placePoster, stands, textOf } from './poster.js';

async function placeMeasures(...documents: Results[]) {
  const figure = placePoster('deconv-measures', documents.map(addressOf).join(' '));
  await stands(figure, 'ready');
  return figure;
}

type Figure = Awaited<ReturnType<typeof placeMeasures>>;

const cells = (figure: Figure, table: string): string[][] =>
  all(figure, `${table} tbody tr`).map((row) => [...row.children].map(textOf));
const heads = (figure: Figure, table: string): string[] =>
  all(figure, `${table} thead th`).map(textOf);

test('documents of two layers are two lines, beside those of the paper', async () => {
  const figure = await placeMeasures(transferResults('pool5'), transferResults('conv4'));
  expect(heads(figure, '.key')).toEqual([
    'images a class',
    'pool5, frozen, %',
    'conv4, frozen, %',
    'the paper’s, layers 1–7 frozen, %',
    'the paper’s, from scratch, %',
  ]);
  expect(cells(figure, '.key')).toEqual([
    ['1', '20.0 ± 14.1', '20.0 ± 14.1', '–', '–'],
    ['15', '50.0 ± 0.0', '50.0 ± 0.0', '83.8 ± 0.5', '22.8 ± 1.5'],
    ['30', '–', '–', '86.5 ± 0.5', '46.5 ± 1.7'],
  ]);
});

test('what the paper measured stands beside its own data only', async () => {
  const data = { name: 'holidays', images: 9, skipped: [] };
  const figure = await placeMeasures(transferResults('pool5', { data }));
  expect(heads(figure, '.key')).toEqual(['images a class', 'pool5, frozen, %']);
});

test('a network that learned from scratch is a line of its own', async () => {
  const scratch = {
    ...{ architecture: 'zfnet', parameters: 9, epochs: 3, batchSize: 8, peakRate: 0.1 },
    ...{ seconds: 5, measures: [{ perClass: 15, tested: 9, folds: [0.25], mean: 0.25, sd: null }] },
  };
  const data = { name: 'holidays', images: 9, skipped: [] };
  const figure = await placeMeasures(transferResults('pool5', { data, scratch }));
  expect(cells(figure, '.key')).toEqual([
    ['1', '20.0 ± 14.1', '–'],
    ['15', '50.0 ± 0.0', '25.0'],
  ]);
  expect(textOf(one(figure, '.note'))).toContain(
    'the 2 draws of the images learned from (from scratch: 1 of them);',
  );
});

test('a mark lies where its number is, and its whisker reaches a standard deviation up and down', async () => {
  const figure = await placeMeasures(layersResults());
  const heights = all<SVGTextElement & HTMLElement>(figure, 'svg.lines text').flatMap((text) => {
    const percent = /^(\d+)\u202f%$/.exec(text.textContent);
    return percent ? [[Number(percent[1]), Number(text.getAttribute('y')) - 4] as const] : [];
  });
  const [low, high] = [heights[0]!, heights.at(-1)!];
  const y = (percent: number): number =>
    low[1] + ((percent - low[0]) * (high[1] - low[1])) / (high[0] - low[0]);
  const marks = all<SVGElement & HTMLElement>(figure, '.own-0 path.mean').slice(0, 3);
  const [, at] = /translate\([\d.]+ ([\d.]+)\)/.exec(marks[0]!.getAttribute('transform')!)!;
  expect(Number(at)).toBeCloseTo(y(40), 4);
  const whiskers = all<SVGLineElement & HTMLElement>(figure, '.own-0 .whisker');
  // The last layer was drawn once: nothing is known of its spread.
  expect(whiskers).toHaveLength(2);
  expect(Number(whiskers[0]!.getAttribute('y1'))).toBeCloseTo(y(40 - 14.14), 3);
  expect(Number(whiskers[0]!.getAttribute('y2'))).toBeCloseTo(y(40 + 14.14), 3);
});

test('layers stand in their order, and the paper’s by their numbers', async () => {
  const figure = await placeMeasures(layersResults());
  expect(cells(figure, '.key')).toEqual([
    ['pool1', '40.0 ± 14.1', '44.8', '–'],
    ['conv4', '60.0 ± 0.0', '76.6', '–'],
    ['fc7', '25.0', '85.5', '85.4'],
  ]);
});

test('the paper’s layers do not stand beside those of another kind of network', async () => {
  const document = layersResults();
  document.layers[1]!.layer = 'fire4/concat';
  const figure = await placeMeasures(document);
  expect(cells(figure, '.key')).toEqual([
    ['pool1', '40.0 ± 14.1'],
    ['fire4/concat', '60.0 ± 0.0'],
    ['fc7', '25.0'],
  ]);
});

test('a row that the pointer looks at is marked in the chart, and the other way round', async () => {
  const figure = await placeMeasures(layersResults());
  all(figure, '.key tbody tr')[1]!.dispatchEvent(new PointerEvent('pointerenter'));
  await figure.updateComplete;
  const now = Number(one<SVGElement>(figure, '.now').getAttribute('x1'));
  const chart = one<SVGElement>(figure, 'svg.lines');
  const { left } = chart.getBoundingClientRect();
  chart.dispatchEvent(new PointerEvent('pointerleave'));
  chart.dispatchEvent(new PointerEvent('pointermove', { clientX: left + now + 3 }));
  await figure.updateComplete;
  expect(textOf(one(figure, '.key .pointed th'))).toBe('conv4');
});

test('networks are rows with errors and their spread over seeds', async () => {
  const figure = await placeMeasures(ablateResults());
  expect(cells(figure, '.errors').map((row) => row.filter(Boolean))).toEqual([
    ['fine', '10.0 ± 0.0', '25.0 ± 7.0', '12,345'],
    ['coarse', '10.0 ± 0.0', '45.0 ± 7.0', '12,345'],
  ]);
  expect(all(figure, '.errors .validation .each')).toHaveLength(4);
});

test('where first layers differ, their filters are compared, of any layer', async () => {
  const figure = await placeMeasures(ablateResults());
  expect(cells(figure, '.filters')[0]).toEqual([
    ...['fine', '48 of 7 × 7, stride 2', '1', '1', '0.5', '3', '25.0 %', '2.0 %'],
  ]);
  one(figure, 'input[value=conv2]').click();
  await figure.updateComplete;
  expect(cells(figure, '.filters')[0]).toEqual([
    ...['fine', '96 of 5 × 5, stride 1', '0', '0', '–', '0', '–', '–'],
  ]);
});

test('where only later layers differ, filters are left out', async () => {
  const figure = await placeMeasures(ablateResults([2, 2]));
  expect(all(figure, '.filters')).toEqual([]);
});

test('every draw and every training can be read', async () => {
  const figure = await placeMeasures(ablateResults());
  one(figure, '.numbers button').click();
  await figure.updateComplete;
  expect(cells(figure, '.tables table:first-child')[1]).toEqual([
    'fine',
    '2',
    '10.00',
    '30.00',
    '3',
  ]);
});

test('documents of different kinds are no figure', async () => {
  const src = [transferResults(), layersResults()].map(addressOf).join(' ');
  const figure = placePoster('deconv-measures', src);
  await stands(figure, 'error');
  expect(textOf(one(figure, '.failure'))).toContain('results of “transfer” and “layers”');
});

test('the figure is cited with each document that it shows', async () => {
  const figure = await placeMeasures(transferResults('pool5'), transferResults('conv4'));
  expect(figure.toJSON()).toEqual([transferResults('pool5'), transferResults('conv4')]);
  const svg = new DOMParser().parseFromString(await figure.toSVG(), 'image/svg+xml');
  const { shown } = JSON.parse(svg.querySelector('metadata')!.textContent) as {
    shown: { options: { layer: string } }[];
  };
  expect(shown.map(({ options }) => options.layer)).toEqual(['pool5', 'conv4']);
});
