import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import { addressOf, diagnoseResults } from './documents.js';
import { all, one, placePoster, stands, textOf } from './poster.js';

async function placeFilters() {
  const figure = placePoster('deconv-filters', addressOf(diagnoseResults()));
  await stands(figure, 'ready');
  return figure;
}

test('every filter says how large it is and what was found', async () => {
  const figure = await placeFilters();
  expect(all(figure, '.filter').map((filter) => filter.getAttribute('aria-label'))).toEqual([
    'filter 0: RMS 0.1, nearly the same as another, cosine 0.97 with 1',
    'filter 1: RMS 0.11, nearly the same as another, cosine 0.97 with 0',
    'filter 2: RMS 0.5, larger than most',
    'filter 3: RMS 0.01, hardly there, never active',
  ]);
  expect(all(figure, '.filter').map(textOf)).toEqual(['0 =', '1 =', '2 L', '3 S X']);
  expect(all(figure, '.found-list li').map((mark) => textOf(mark).slice(-1))).toEqual([
    ...['1', '1', '1', '2'],
  ]);
});

test('each filter is its part of the one picture', async () => {
  const figure = await placeFilters();
  const places = all(figure, '.filter .weights').map(({ style }) => style.backgroundPositionY);
  expect(places.map((place) => Math.round(parseFloat(place)))).toEqual([0, 33, 67, 100]);
  expect(one(figure, '.weights').style.backgroundSize).toBe('100% 400%');
});

test('arrow keys and bars choose a filter, and the page is told', async () => {
  const figure = await placeFilters();
  const heard: unknown[] = [];
  figure.addEventListener('deconv-filter', (event) => heard.push((event as CustomEvent).detail));
  one(figure, '.filter').focus();
  await userEvent.keyboard('{ArrowRight}');
  all<SVGElement>(figure, '.bar')[3]!.dispatchEvent(new MouseEvent('click'));
  await figure.updateComplete;
  expect(heard).toEqual([
    { layer: 'conv1', filter: 1 },
    { layer: 'conv1', filter: 3 },
  ]);
  expect(textOf(one(figure, '.chosen-filter'))).toMatch(/^filter 3: RMS 0.01/);
});

test('bars are as high as filters are large, with the limits between', async () => {
  const figure = await placeFilters();
  const heights = all<SVGElement>(figure, '.bar').map((bar) => Number(bar.getAttribute('height')));
  expect(heights[2]! / heights[0]!).toBeCloseTo(5, 6);
  const [low, high] = all<SVGElement>(figure, '.limit').map((line) => line.getAttribute('y1'));
  // A tenth of the largest, and three times the median of 0.1, of a scale that ends at 0.5.
  expect([Number(low), Number(high)].map((y) => 1 - y / heights[2]!)).toEqual([
    expect.closeTo(0.1, 6),
    expect.closeTo(0.6, 6),
  ]);
});

test('the last checkpoint is shown first, and another layer begins at its first filter', async () => {
  const figure = await placeFilters();
  expect(one<HTMLInputElement>(figure, 'input[name=network]:checked').value).toBe('1');
  all(figure, '.filter')[2]!.click();
  one(figure, 'input[value=conv2]').click();
  await figure.updateComplete;
  expect(figure.layer).toBe('conv2');
  expect(textOf(one(figure, '.chosen-filter'))).toMatch(/^filter 0:/);
  expect(textOf(one(figure, '.seen .quiet'))).toBe('The document has no pictures of filters.');
  expect(all(figure, '.spectrum')).toHaveLength(0);
  expect(textOf(all(figure, '.found-list li')[2]!)).toMatch(/–$/);
});

test('frequencies and what the stride folds are told in numbers', async () => {
  const figure = await placeFilters();
  expect(all(figure, '.spectrum li').map(textOf)).toEqual([
    'low, below 0.17: 50 %',
    'mid, to 0.33: 30 %',
    'high, above: 20 %',
  ]);
  expect(textOf(one(figure, '.spectrum p'))).toContain('folds 2.0 % of what passes');
});

test('all numbers can be read as a table', async () => {
  const figure = await placeFilters();
  one(figure, '.numbers button').click();
  await figure.updateComplete;
  const rows = all(figure, '.tables tbody tr').map((row) => [...row.children].map(textOf));
  expect(rows[3]).toEqual(['3', '0.01', 'dominated, dead']);
});
