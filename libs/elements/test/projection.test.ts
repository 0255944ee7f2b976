import type { UnitView } from '@deconv/engine';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { DeconvProjection } from '../src/index.js';
import { likenessInWords } from '../src/figures/projection/controlInWords.js';
import { pictureFile } from './figure.js';
import { all, one, spoken, stands, textOf } from './poster.js';
import { unitEngine, type UnitEngine } from './unitEngine.js';
import { violationsIn } from './violationsIn.js';

let engine: UnitEngine;
let figure: DeconvProjection;

beforeEach(async () => {
  engine = unitEngine();
  figure = document.createElement('deconv-projection');
  figure.innerHTML = '<h2 slot="title">Which rule?</h2>';
  Object.assign(figure, { model: '/models/tiny/', engine, layer: 'conv2' });
  figure.photo = URL.createObjectURL(await pictureFile());
});

afterEach(() => {
  figure.remove();
  document.documentElement.style.removeProperty('color-scheme');
});

async function begin(): Promise<void> {
  document.body.append(figure);
  figure.start();
  await ready();
}

const place = async (src: string | undefined = figure.photo): Promise<void> => {
  figure.photo = src;
  document.body.append(figure);
  await figure.updateComplete;
};
const ready = (): Promise<void> => stands(figure, 'ready');
const find = <T extends Element = HTMLElement>(selector: string): T => one<T>(figure, selector);
const every = (selector: string): HTMLElement[] => all(figure, selector);
const print = (): string => textOf(find('.status'));

test('shows the layer’s strongest unit by three rules, each with its scale', async () => {
  await begin();
  expect(every('.one')).toHaveLength(4);
  expect(every('.one figcaption b').map(textOf)).toEqual([
    ...['the patch', 'deconvnet', 'guided', 'gradient'],
  ]);
  expect(every('.ends').map(textOf)).toEqual(Array(3).fill('−0.25 0 +0.25'));
  expect(print()).toMatch(/Unit conv2 map 1, row 0, column 2/);
});

test('a map that is asked for is searched, and one that does not exist is refused in words', async () => {
  figure.channel = 5;
  await begin();
  expect(print()).toMatch(/conv2 map 5/);
  figure.channel = 9;
  await expect
    .poll(() => every('.problem').map(textOf))
    .toEqual(['conv2 has maps 0 to 5; there is no map 9. Choose another.']);
  expect(figure.stage).toBe('ready');
});

test('a unit can be given by its place in the map', async () => {
  figure.channel = 4;
  figure.setAttribute('at', '3,6');
  await begin();
  expect(engine.projected[0]).toEqual({
    ...{ units: [{ layer: 'conv2', channel: 4, at: [3, 6] }], rule: 'deconvnet' },
    control: undefined,
  });
});

test('a press on the photo chooses the strongest unit there, and tells the page', async () => {
  await begin();
  const heard: unknown[] = [];
  figure.addEventListener('deconv-unit', ({ detail }: CustomEventInit) => heard.push(detail));
  const handle = find('.handle');
  const { left, top, width, height } = handle.getBoundingClientRect();
  const at = { clientX: left + width * 0.51, clientY: top + height * 0.26, bubbles: true };
  handle.dispatchEvent(new PointerEvent('pointerdown', { button: 0, ...at }));
  await expect
    .poll(() => heard)
    .toEqual([{ layer: 'conv2', channel: 0, at: [2, 4], address: 'conv2:map 0' }]);
  await ready();
  expect(print()).toMatch(/conv2 map 0, row 2, column 4/);
});

test('arrow keys move the place', async () => {
  await begin();
  find('.handle').focus();
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
  await expect.poll(print).toMatch(/row 2/);
});

test('a control is drawn beneath, with how alike it is', async () => {
  await begin();
  find<HTMLInputElement>('input[value=random-weights]').click();
  await expect.poll(() => every('.row').length).toBe(2);
  await ready();
  expect(every('.one figcaption').slice(4).map(textOf)[0]).toMatch(
    /^deconvnet rank correlation -?\d/,
  );
  expect(textOf(find('.words'))).toMatch(/conv2 and of every layer under it are random/);
  expect(figure.getAttribute('control')).toBe('random-weights');
  await expect.poll(spoken).toMatch(/With what was replaced: deconvnet rank correlation/);
});

test('what no signal comes down to is said to be zero, not to be alike', () => {
  const seen = (projection: number[]) =>
    ({ projection: Float32Array.from(projection) }) as UnitView;
  expect(likenessInWords(seen([0, 0, 0]), seen([1, 2, 3]))).toBe('zero everywhere');
  expect(likenessInWords(seen([1, 2, 3]), seen([4, 5, 6]))).toBe('rank correlation 1');
});

test('a cascade has a row for each layer that becomes random', async () => {
  await begin();
  find<HTMLInputElement>('input[value=cascade]').click();
  await expect.poll(() => every('.row h3').map(textOf)).toHaveLength(3);
  await ready();
  expect(every('.row h3').map(textOf).slice(1)).toEqual([
    'With random weights, layer by layer: conv2',
    'With random weights, layer by layer: down to conv1',
  ]);
  const words = every('.one figcaption').map(textOf).slice(4);
  expect(words).toHaveLength(6);
  for (const each of words) expect(each).toMatch(/rank correlation|zero everywhere/);
});

test('where a projection is zero there is no rank correlation', async () => {
  engine.constant = true;
  await begin();
  find<HTMLInputElement>('input[value=random-weights]').click();
  await expect.poll(() => every('.row').length).toBe(2);
  await ready();
  expect(every('.one figcaption').slice(4).map(textOf)[0]).toBe('deconvnet zero everywhere');
});

test('where nothing is active, the figure says so and goes on', async () => {
  figure.layer = 'conv3';
  await begin();
  find('.handle').focus();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  await expect
    .poll(() => every('.problem').map(textOf)[0])
    .toMatch(/Nothing of conv3 is active there/);
  await userEvent.keyboard('{Control>}{Home}{/Control}');
  await expect.poll(() => every('.problem').length).toBe(0);
  await ready();
});

test('a failure is said, and starting again recovers', async () => {
  engine.failures.project = new Error('out of memory');
  await place();
  figure.start();
  await stands(figure, 'error');
  expect(textOf(find('.failure'))).toMatch(/out of memory/);
  engine.failures = {};
  find('.failure button').click();
  await ready();
});

test('leaving the page frees the photo, and coming back computes again', async () => {
  await begin();
  figure.remove();
  await expect.poll(() => engine.open.size).toBe(0);
  document.body.append(figure);
  await expect.poll(() => engine.open.size).toBe(1);
  await ready();
});

describe.each(['light', 'dark'])('in the %s theme axe finds nothing', (scheme) => {
  const violations = (): Promise<string[]> => violationsIn('deconv-projection');
  beforeEach(() => (document.documentElement.style.colorScheme = scheme));

  test('while it waits, loads, and shows', async () => {
    await place();
    expect(await violations()).toEqual([]);
    engine.held = true;
    figure.start();
    await stands(figure, 'loading');
    expect(await violations()).toEqual([]);
    engine.held = false;
    engine.resume();
    figure.control = 'shuffled-switches';
    await ready();
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
