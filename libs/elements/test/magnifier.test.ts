import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { DeconvStepper } from '../src/index.js';
import { addressOf, descentResults } from './documents.js';
import { pictureFile } from './figure.js';
import { all, one, stands, textOf } from './poster.js';
import { unitEngine } from './unitEngine.js';
import { violationsIn } from './violationsIn.js';

let figure: DeconvStepper;

beforeEach(async () => {
  figure = document.createElement('deconv-stepper');
  figure.innerHTML = '<h2 slot="title">How does it come down?</h2>';
  Object.assign(figure, { model: '/models/tiny/', engine: unitEngine(), layer: 'conv2' });
  figure.photo = URL.createObjectURL(await pictureFile());
});

afterEach(() => {
  figure.remove();
  document.documentElement.style.removeProperty('color-scheme');
});

async function beginAt(step: number): Promise<void> {
  figure.step = step;
  document.body.append(figure);
  figure.start();
  await stands(figure, 'ready');
  if (step > 0 && !figure.still) await magnified();
}

const find = <T extends Element = HTMLElement>(selector: string): T => one<T>(figure, selector);
const every = (selector: string): HTMLElement[] => all(figure, selector);
const magnified = () => expect.poll(() => every('.magnifier').length).toBe(1);
const place = (): string => textOf(find('.magnifier h4')).replace(/ Press.*/, '');
const words = (): string => textOf(find('.made'));
const FILTER = 1;
const UNPOOL = 2;
const RECTIFY = 3;

/** Headings and cells of each table, row by row. */
const tables = (): string[][][] =>
  every('.tables table').map((table) =>
    [...table.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => textOf(cell))),
  );

async function press(...keys: string[]): Promise<void> {
  find('.side .handle').focus();
  await userEvent.keyboard(keys.map((key) => `{${key}}`).join(''));
  await figure.updateComplete;
}

test('where nothing is computed, no place is magnified', async () => {
  await beginAt(0);
  expect(every('.magnifier, .side .handle')).toEqual([]);
});

describe('where a pooling is undone', () => {
  test('the window of the strongest signal: what was read there, and what comes back', async () => {
    await beginAt(UNPOOL);
    expect(place()).toBe('Map 3, row 0, column 1');
    expect(every('.tables caption').map(textOf)).toEqual(['On the way up', 'On the way down']);
    expect(tables()).toEqual([
      [
        ['', '−1', '0', '1'],
        ['−1', '·', '·', '·'],
        ['0', '·', '1.00', '4.00'],
        ['1', '·', '3.00', '0.50'],
      ],
      [
        ['', '−1', '0', '1'],
        ['−1', '·', '·', '·'],
        ['0', '·', '0', '0.500'],
        ['1', '·', '0', '0'],
      ],
    ]);
    expect(every('.tables mark').map(textOf)).toEqual(['4.00', '0.500']);
    expect(words()).toBe(
      'Of these 4 values pool1 kept the largest, 4.00, for its row 0, column 0; it stood in the second row, third column: its switch. Down from there comes 0.500, and goes back to the switch; everywhere else it leaves zero.',
    );
    expect(every('.tables th').every((heading) => heading.hasAttribute('scope'))).toBe(true);
  });

  test('arrow keys lead to another place, which is told', async () => {
    await beginAt(UNPOOL);
    await press('End', 'ArrowDown', 'ArrowDown', 'ArrowLeft', 'ArrowDown');
    expect(place()).toBe('Map 3, row 3, column 2');
    expect(find('.side .handle').getAttribute('aria-valuetext')).toBe('row 3, column 2: -0.25');
    expect(words()).toMatch(/of these 9 values pool1 kept the largest, 6.00, .* comes −0.250,/i);
    const frame = all(figure, '.side:last-child .fields .line').map((rect) =>
      ['x', 'y', 'width'].map((name) => Number(rect.getAttribute(name))),
    );
    expect(frame).toEqual([
      [1, 1, 3],
      [2, 3, 1],
    ]);
  });

  test('a window whose place above is silent stays zero, and says so', async () => {
    await beginAt(UNPOOL);
    await press('End');
    expect(place()).toBe('Map 3, row 0, column 3');
    expect(every('.tables mark').map(textOf)).toEqual(['4.00']);
    expect(words()).toMatch(
      /comes nothing\. Another number here was sent by a window that overlaps this one\./,
    );
  });

  test('a press on the map leads there, too', async () => {
    await beginAt(UNPOOL);
    const handle = find('.side .handle');
    const { left, top, width, height } = handle.getBoundingClientRect();
    const [clientX, clientY] = [left + 0.6 * width, top + 0.9 * height];
    handle.dispatchEvent(new PointerEvent('pointerdown', { clientX, clientY, buttons: 1 }));
    await figure.updateComplete;
    expect(place()).toBe('Map 3, row 3, column 2');
  });

  test('the place is kept where the next step has the same', async () => {
    await beginAt(UNPOOL);
    await press('ArrowDown');
    figure.step = RECTIFY;
    await figure.updateComplete;
    expect(place()).toBe('Map 3, row 1, column 1');
    figure.step = FILTER;
    await figure.updateComplete;
    expect(place()).toBe('Map 3, row 0, column 0');
  });
});

test('two windows that share a switch add up, and both are named', async () => {
  const axis = { size: 3, stride: 2, dilation: 1, before: 0 };
  const window = { rows: { ...axis, size: 1, stride: 1 }, columns: axis };
  const [unit, unpool, pixels] = descentResults().steps;
  const box = (width: number) => ({ top: 0, left: 0, height: 1, width });
  const before = {
    ...{ ...unit!, step: 'pass' as const, valuesIn: 'signal' as const, box: box(2) },
    maps: [{ channel: 3, values: [[0.5, 0.25]] }],
  };
  const after = {
    ...{ ...unpool!, box: box(5), window },
    maps: [{ channel: 3, values: [[0, 0, 0.75, 0, 0]] }],
    switches: [{ channel: 3, at: [[0, 2] as [number, number], [0, 2] as [number, number]] }],
    recorded: [{ channel: 3, values: [[1, 2, 9, 0, 4]] }],
  };
  Object.assign(figure, { model: undefined, photo: undefined, layer: undefined, step: 2 });
  figure.src = addressOf(descentResults({ steps: [unit!, before, after, pixels!] }));
  document.body.append(figure);
  await magnified();
  expect(tables()[1]![1]).toEqual(['0', '0', '0', '0.750']);
  expect(words()).toMatch(
    /comes 0.500, .* There it meets 0.250 from a window that overlaps this one: together 0.750\.$/,
  );
});

test('where a filter runs backwards, the products of one map and what the others bring', async () => {
  await beginAt(FILTER);
  expect(place()).toBe('Map 3, row 0, column 0');
  expect(tables()).toEqual([
    [
      ['', '2'],
      ['0', '1.50 × 0.333 = 0.500'],
    ],
  ]);
  expect(textOf(find('.tables caption'))).toBe('Map 1 of the step before: signal × weight');
  expect(words()).toBe('Its product is 0.500; no other map carries a signal.');
  await press('ArrowDown', 'ArrowRight');
  expect(tables()).toEqual([
    [
      ['', '2'],
      ['0', '1.50 × −0.167 = −0.250'],
    ],
  ]);
});

test('what other maps bring to a place is told with the sum of one', async () => {
  const axis = { size: 1, stride: 1, dilation: 1, before: 0 };
  const [unit, , pixels] = descentResults().steps;
  const from = {
    ...{ ...unit!, step: 'pass' as const, valuesIn: 'signal' as const, channels: 20 },
    maps: [
      { channel: 3, values: [[0.5]] },
      { channel: 7, values: [[2]] },
    ],
  };
  const filter = {
    ...{ ...unit!, step: 'filter' as const, valuesIn: 'signal' as const },
    maps: [{ channel: 1, values: [[-0.75]] }],
    window: { rows: axis, columns: axis },
    filters: [
      { from: 3, to: 1, weights: [[0.5]] },
      { from: 7, to: 1, weights: [[-0.25]] },
    ],
  };
  Object.assign(figure, { model: undefined, photo: undefined, layer: undefined, step: 2 });
  figure.src = addressOf(descentResults({ steps: [unit!, from, filter, pixels!] }));
  document.body.append(figure);
  await magnified();
  expect(tables()[0]![1]).toEqual(['1', '2.00 × −0.250 = −0.500']);
  expect(textOf(find('.side figcaption'))).toMatch(/^before: map 7/);
  expect(words()).toBe(
    'Its product is −0.500; no other map shown brings as much. The other 19 maps bring −0.250 in the same way, which makes −0.750.',
  );
});

test('where a signal is rectified, the number before and after', async () => {
  await beginAt(RECTIFY);
  expect(tables()).toEqual([
    [
      ['before', 'after'],
      ['0.500', '0.500'],
    ],
  ]);
  expect(words()).toBe('It stays.');
  await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight');
  expect(tables()).toEqual([
    [
      ['before', 'after'],
      ['−0.250', '0'],
    ],
  ]);
  expect(words()).toBe('It is cut.');
});

test('all steps at once have none', async () => {
  await beginAt(UNPOOL);
  figure.still = true;
  await figure.updateComplete;
  expect(every('.magnifier, .side .handle')).toEqual([]);
});

test('a document without these numbers says that they are not told', async () => {
  Object.assign(figure, { model: undefined, photo: undefined, layer: undefined, step: 1 });
  figure.src = addressOf(descentResults());
  document.body.append(figure);
  await magnified();
  expect(words()).toMatch(/not told/);
});

describe.each(['light', 'dark'])('in the %s theme axe finds nothing', (scheme) => {
  test.each([FILTER, UNPOOL, RECTIFY])('at step %i', async (step) => {
    document.documentElement.style.colorScheme = scheme;
    await beginAt(step);
    expect(every('.magnifier')).toHaveLength(1);
    expect(await violationsIn('deconv-stepper')).toEqual([]);
  });
});
