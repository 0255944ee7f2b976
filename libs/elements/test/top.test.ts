import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import { addressOf, topResults } from './documents.js';
import { all, one, placePoster, stands, textOf } from './poster.js';

async function placeTop(results = topResults()) {
  const figure = placePoster('deconv-grid', addressOf(results));
  await stands(figure, 'ready');
  return figure;
}

test('a grid with a document shows each map of the last layer, patches beside projections', async () => {
  const figure = await placeTop();
  expect(one(figure, '.cards').getAttribute('aria-label')).toBe('Feature maps of conv5');
  expect(all(figure, '.cards .card').map((card) => card.getAttribute('aria-label'))).toEqual([
    'Map 3, strongest 9',
    'Map 7, strongest 8',
    'Map 8, active nowhere',
  ]);
  const [patches, projections] = all(figure, '.cards .card:first-child .nine');
  expect(patches!.querySelectorAll('img')).toHaveLength(2);
  expect(projections!.querySelectorAll('img')).toHaveLength(2);
});

test('the chosen map is shown large, with image, activation and scale of each unit', async () => {
  const figure = await placeTop();
  expect(textOf(one(figure, '.large h3'))).toBe('conv5 map 3');
  expect(all(figure, '.large .unit').map(textOf)).toEqual(['fox.png 9, ±0.5', 'dog.png 6, ±0.5']);
  all(figure, '.card')[1]!.click();
  await figure.updateComplete;
  expect(textOf(one(figure, '.large h3'))).toBe('conv5 map 7');
});

test('arrow keys choose a map, and the page is told', async () => {
  const figure = await placeTop();
  const heard: unknown[] = [];
  figure.addEventListener('deconv-map', (event) => heard.push((event as CustomEvent).detail));
  one(figure, '.card').focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(heard).toEqual([
    { layer: 'conv5', channel: 7 },
    { layer: 'conv5', channel: 8 },
  ]);
  expect(textOf(one(figure, '.large .quiet'))).toBe('No image excites this map.');
  expect(figure.shadowRoot!.activeElement).toBe(all(figure, '.card')[2]);
});

test('another layer begins at its first map', async () => {
  const figure = await placeTop();
  all(figure, '.card')[2]!.click();
  one(figure, 'input[value=conv1]').click();
  await figure.updateComplete;
  expect(figure.layer).toBe('conv1');
  expect(textOf(one(figure, '.large h3'))).toBe('conv1 map 0');
});

test('pictures are as large as their field is beside the largest of the layer', async () => {
  const results = topResults();
  results.layers[1]!.maps[0]!.entries[1]!.receptiveField.width = 2;
  const figure = await placeTop(results);
  const [whole, half] = all(figure, '.large .frame.seen img');
  await expect.poll(() => half!.offsetWidth).toBeGreaterThan(0);
  expect(half!.offsetWidth / whole!.offsetWidth).toBeCloseTo(0.5, 1);
});

test('all units can be read as a table', async () => {
  const figure = await placeTop();
  one(figure, '.numbers button').click();
  await figure.updateComplete;
  const rows = all(figure, '.tables tbody tr').map((row) => [...row.children].map(textOf));
  expect(rows).toEqual([
    ['3', '1', 'fox.png', '0', '0', '9', '±0.5'],
    ['3', '2', 'dog.png', '0', '0', '6', '±0.5'],
    ['7', '1', 'dog.png', '0', '0', '8', '±0.5'],
  ]);
});
