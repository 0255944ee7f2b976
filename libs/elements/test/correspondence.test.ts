import { expect, test } from 'vitest';
import { partInWords } from '../src/figures/correspondence/partsOf.js';
import { addressOf, correspondResults } from './documents.js';
import { all, one, placePoster, stands, textOf } from './poster.js';

async function placeCorrespondence() {
  const figure = placePoster('deconv-correspondence', addressOf(correspondResults()));
  await stands(figure, 'ready');
  return figure;
}

const cells = (row: Element): string[] => [...row.children].map(textOf);

test('each layer is shown by both counts, with mean, deviation and interval of every part', async () => {
  const figure = await placeCorrespondence();
  expect(all(figure, 'caption').map(textOf)).toEqual([
    'conv5, positions that change',
    'conv5, all positions',
  ]);
  const rows = all(figure, '.panel')[1]!.querySelectorAll('tbody tr');
  expect([...rows].map(cells)).toEqual([
    ['left eye', '', '0.40 ± 0.10', '0.30–0.50'],
    ['nose', '', '0.60 ± 0.10', '0.50–0.70'],
    ['Masks at random, for comparison'],
    ['a place of its own', '', '0.80 ± 0.10', '0.70–0.90'],
  ]);
});

test('a part of which nothing could be counted stands without numbers', async () => {
  const figure = await placeCorrespondence();
  const [, nose] = all(figure, '.panel')[0]!.querySelectorAll('tbody tr');
  expect(cells(nose!)).toEqual(['nose', '', '–', '–']);
  expect(nose!.querySelector('circle')).toBeNull();
});

test('dots and whiskers of all parts lie on one scale', async () => {
  const figure = await placeCorrespondence();
  const panel = all(figure, '.panel')[1]!;
  const places = [...panel.querySelectorAll('circle')].map((dot) => Number(dot.getAttribute('cx')));
  // Means of 0.4, 0.6 and 0.8.
  expect(places[1]! - places[0]!).toBeCloseTo(places[2]! - places[1]!, 6);
  const whisker = panel.querySelector('.whisker')!;
  const [from, to] = ['x1', 'x2'].map((name) => Number(whisker.getAttribute(name)));
  expect((from! + to!) / 2).toBeCloseTo(places[0]!, 6);
  expect(to! - from!).toBeCloseTo(places[1]! - places[0]!, 6);
});

test('a part under the pointer is marked in every panel', async () => {
  const figure = await placeCorrespondence();
  one(figure, 'tbody tr').dispatchEvent(new PointerEvent('pointerenter'));
  await figure.updateComplete;
  expect(all(figure, '.pointed th').map(textOf)).toEqual(['left eye', 'left eye']);
});

test('names of parts are told as words', () => {
  expect(partInWords('rightEyeInImage')).toBe('right eye in image');
  expect(partInWords('random shared')).toBe('one place for all');
});
