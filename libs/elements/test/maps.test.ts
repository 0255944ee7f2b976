import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { PixelView } from '../src/drawing/PixelView.js';
import type { DeconvMaps } from '../src/index.js';
import { pictureFile } from './figure.js';
import { all, one, spoken, stands, textOf } from './poster.js';
import { unitEngine, type UnitEngine } from './unitEngine.js';
import { violationsIn } from './violationsIn.js';

let engine: UnitEngine;
let figure: DeconvMaps;

beforeEach(async () => {
  engine = unitEngine();
  figure = document.createElement('deconv-maps');
  figure.innerHTML = '<h2 slot="title">What does each layer make of it?</h2>';
  Object.assign(figure, { model: '/models/tiny/', engine });
  figure.photo = URL.createObjectURL(await pictureFile());
});

afterEach(() => {
  figure.remove();
  document.documentElement.style.removeProperty('color-scheme');
});

const place = async (): Promise<void> => {
  document.body.append(figure);
  await figure.updateComplete;
};
const ready = (): Promise<void> => stands(figure, 'ready');
async function begin(): Promise<void> {
  await place();
  figure.start();
  await ready();
}

const find = <T extends Element = HTMLElement>(selector: string): T => one<T>(figure, selector);
const every = (selector: string): HTMLElement[] => all(figure, selector);
const print = (): string => textOf(find('.status'));
const words = (): string => textOf(find('.words'));
const map = (channel: number): HTMLElement => find(`.map[aria-label^="Map ${channel},"]`);

function heard(...names: string[]): unknown[] {
  const told: unknown[] = [];
  for (const name of names)
    figure.addEventListener(name, ({ type, detail }: CustomEventInit & Event) =>
      told.push([type, detail]),
    );
  return told;
}

/** A pointer over the large map, in shares of its side. */
function point(type: string, x: number, y: number, buttons = 0, handle = find('.large .handle')) {
  const { left, top, width, height } = handle.getBoundingClientRect();
  const at = { clientX: left + width * x, clientY: top + height * y, buttons, bubbles: true };
  handle.dispatchEvent(new PointerEvent(type, { button: 0, pointerType: 'mouse', ...at }));
  return figure.updateComplete;
}

test('a column says of each layer how much a unit sees, and how many there are', async () => {
  await begin();
  expect(every('.column .about').map(textOf)).toEqual([
    'conv1 sees 3 × 3 pixels 16 × 16 places, 4 maps',
    'conv2 sees 11 × 11 pixels 8 × 8 places, 6 maps',
    'conv3 sees 19 × 19 pixels 8 × 8 places, 6 maps',
  ]);
  expect(every('ol > li')).toHaveLength(3);
  expect(all<PixelView>(figure, '.crop').map(({ picture }) => picture?.width)).toEqual([3, 11, 19]);
  expect(every('.four deconv-pixels')).toHaveLength(12);
});

test('crops show the photo’s own pixels, and nothing where a field reaches past it', async () => {
  figure.place = [0, 0];
  await begin();
  const { data } = all<PixelView>(figure, '.crop')[1]!.picture!;
  // The field of the first unit of conv2 begins four pixels above and beside the photo.
  expect(data[3]).toBe(0);
  const corner = 4 * (4 * 11 + 4);
  expect([...data.subarray(corner, corner + 8)]).toEqual([0, 7, 14, 255, 28, 35, 42, 255]);
});

test('all maps of the layer in the middle are shown, strongest first, and silent ones said', async () => {
  await begin();
  expect(textOf(find('.all h3'))).toBe('All 6 maps of conv2, strongest first');
  expect(textOf(find('.all p'))).toBe(
    '1 of 6 maps is zero everywhere here. Dark is 0, bright 6, in each.',
  );
  expect(every('.map').map(({ ariaLabel }) => ariaLabel)).toEqual([
    ...[5, 4, 3, 2, 1].map((n) => `Map ${n}, at most ${n + 1}, active in 3.1\u202f% of its places`),
    'Map 0, zero everywhere',
  ]);
});

test('without a choice, the map that responds most in the middle is drawn large', async () => {
  await begin();
  expect(textOf(find('.one h3'))).toBe('conv2 map 4');
  expect(words()).toMatch(/^Row 4, column 4: activation 5\. The map’s largest is 5;/);
  expect(map(4).ariaChecked).toBe('true');
  const field = find('.board:not(.large) .line');
  expect(['x', 'y', 'width'].map((name) => field.getAttribute(name))).toEqual(['12', '12', '11']);
});

test('dark is zero and bright the layer’s largest, on one scale for all of its maps', async () => {
  figure.channel = 2;
  await begin();
  const colours = (view: PixelView, n: number): number[] => {
    const { data, width } = view.picture!;
    return [...data.subarray(4 * (n * width + n), 4 * (n * width + n) + 3)];
  };
  expect(colours(find<PixelView>('.large deconv-pixels'), 0)).toEqual([68, 1, 84]);
  expect(colours(map(5).querySelector<PixelView>('deconv-pixels')!, 5)).toEqual([253, 231, 37]);
  // Three of six: the middle of matplotlib's viridis.
  expect(colours(find<PixelView>('.large deconv-pixels'), 2)).toEqual([33, 145, 140]);
});

test('a column chooses its layer, at the same place of the photo, and tells the page', async () => {
  await begin();
  const told = heard('deconv-layer');
  find<HTMLInputElement>('input[value=conv3]').click();
  await figure.updateComplete;
  expect(told).toEqual([['deconv-layer', { layer: 'conv3' }]]);
  expect(figure.getAttribute('layer')).toBe('conv3');
  expect(textOf(find('.all h3'))).toBe('All 6 maps of conv3, strongest first');
  expect(print()).toMatch(/Unit conv3 map 4, row 4, column 4/);
});

test('one of a column’s own maps chooses layer and map', async () => {
  await begin();
  const told = heard('deconv-layer', 'deconv-map');
  every('.column')[2]!.querySelectorAll<HTMLElement>('.four deconv-pixels')[1]!.click();
  await figure.updateComplete;
  expect(told).toEqual([['deconv-map', { layer: 'conv3', channel: 4 }]]);
  expect(textOf(find('.one h3'))).toBe('conv3 map 4');
});

test('arrow keys go from map to map, each where it responds most', async () => {
  await begin();
  const told = heard('deconv-map');
  map(4).focus();
  await userEvent.keyboard('{ArrowRight}');
  await figure.updateComplete;
  expect(told).toEqual([['deconv-map', { layer: 'conv2', channel: 3 }]]);
  expect(figure.shadowRoot?.activeElement).toBe(map(3));
  expect(every('.map[tabindex="0"]')).toEqual([map(3)]);
  expect(words()).toMatch(/^Row 3, column 3: activation 4\./);
  await expect.poll(spoken).toMatch(/conv2, 6 maps\. 1 of 6 .* Map 3, at most 4/);
});

test('a pointer over the map reads it; only a press chooses the unit', async () => {
  await begin();
  const told = heard('deconv-unit', 'deconv-place');
  await point('pointermove', 5.5 / 8, 4.5 / 8);
  expect(words()).toMatch(/^Row 4, column 5: activation 2\.5\./);
  expect(find('.large .handle').getAttribute('aria-valuetext')).toBe(
    'row 4, column 5: activation 2.5',
  );
  expect(told).toEqual([]);
  await point('pointerdown', 5.5 / 8, 4.5 / 8, 1);
  await point('pointermove', 5.6 / 8, 4.6 / 8, 1);
  expect(told).toEqual([
    ['deconv-place', { at: [17, 21] }],
    ['deconv-unit', { layer: 'conv2', channel: 4, at: [4, 5], address: 'conv2:map 4' }],
  ]);
  expect(find('.board:not(.large) .line').getAttribute('x')).toBe('16');
});

test('arrow keys lead from unit to unit of the map', async () => {
  await begin();
  find('.large .handle').focus();
  await userEvent.keyboard('{ArrowUp}{ArrowLeft}');
  await figure.updateComplete;
  expect(words()).toMatch(/^Row 3, column 3: activation 0\. The map’s largest is 5/);
});

test('a press on the photo chooses whichever map responds most there', async () => {
  figure.channel = 5;
  await begin();
  const told = heard('deconv-unit');
  const photo = find('.board:not(.large) .handle');
  await point('pointerdown', 9.5 / 32, 9.5 / 32, 1, photo);
  expect(told).toEqual([
    ['deconv-unit', { layer: 'conv2', channel: 2, at: [2, 2], address: 'conv2:map 2' }],
  ]);
  expect(textOf(find('.one h3'))).toBe('conv2 map 2');
});

test('a layer without a column of its own gets the next one’s', async () => {
  figure.layer = 'pool1';
  await begin();
  expect(every('.column b').map(textOf)).toEqual(['conv1', 'pool1', 'conv3']);
  expect(textOf(find('.all h3'))).toBe('All 4 maps of pool1, strongest first');
});

test('a map that the layer does not have is refused in words', async () => {
  figure.channel = 9;
  await begin();
  expect(textOf(find('.one .problem'))).toBe(
    'conv2 has maps 0 to 5; there is no map 9. Choose another.',
  );
  map(5).click();
  await figure.updateComplete;
  expect(every('.problem')).toEqual([]);
});

test('every number can be read as a table', async () => {
  await begin();
  find('.numbers button').click();
  await figure.updateComplete;
  const rows = every('.tables tr').map((row) => [...row.children].map(textOf));
  expect(rows[0]).toEqual(['Map', 'Largest activation', 'Row', 'Column', 'Places active']);
  expect(rows[1]).toEqual(['5', '6', '5', '5', '3.1 %']);
  expect(rows.at(-1)).toEqual(['0', '0', '–', '–', '0.0 %']);
});

test('as data it gives the layer, its maps’ largest activations and the unit', async () => {
  await begin();
  expect(JSON.parse(JSON.stringify(figure))).toMatchObject({
    model: { name: 'tiny' },
    layer: { name: 'conv2', height: 8, width: 8 },
    maps: [5, 4, 3, 2, 1, 0].map((channel) => ({
      ...{ channel, largest: channel && channel + 1, at: [channel, channel] },
      active: channel && 2 / 64,
    })),
    units: [{ layer: 'conv2', channel: 4, at: [4, 4], activation: 5 }],
  });
});

test('the switch looks with a random network', async () => {
  await begin();
  const told = heard('deconv-random');
  find('.switch input').click();
  await expect.poll(() => engine.seeds).toEqual([undefined, 1]);
  await ready();
  expect(told).toEqual([['deconv-random', { random: 1 }]]);
});

test('a failure is said, and starting again recovers', async () => {
  engine.failures.featureMaps = new Error('out of memory');
  await place();
  figure.start();
  await stands(figure, 'error');
  expect(textOf(find('.failure'))).toMatch(/out of memory/);
  engine.failures = {};
  find('.failure button').click();
  await ready();
});

describe.each(['light', 'dark'])('in the %s theme axe finds nothing', (scheme) => {
  const violations = (): Promise<string[]> => violationsIn('deconv-maps');
  beforeEach(() => (document.documentElement.style.colorScheme = scheme));

  test('while it waits, loads, and shows, its numbers too', async () => {
    await place();
    expect(await violations()).toEqual([]);
    engine.held = true;
    figure.start();
    await stands(figure, 'loading');
    expect(await violations()).toEqual([]);
    engine.held = false;
    engine.resume();
    await ready();
    find('.numbers button').click();
    await figure.updateComplete;
    expect(await violations()).toEqual([]);
  });

  test('when it stopped', async () => {
    engine.failures.openPhoto = new Error('out of memory');
    await place();
    figure.start();
    await stands(figure, 'error');
    expect(await violations()).toEqual([]);
  });
});
