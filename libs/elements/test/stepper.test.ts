import { fakeEngine } from '@deconv/engine/fake';
import { readResults } from '@deconv/results';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { DeconvStepper } from '../src/index.js';
import { addressOf, descentResults, topResults } from './documents.js';
import { pictureFile } from './figure.js';
import { all, one, spoken, stands, textOf } from './poster.js';
import { unitEngine, type UnitEngine } from './unitEngine.js';
import { violationsIn } from './violationsIn.js';

let engine: UnitEngine;
let figure: DeconvStepper;

beforeEach(async () => {
  engine = unitEngine();
  figure = document.createElement('deconv-stepper');
  figure.innerHTML = '<h2 slot="title">How does it come down?</h2>';
  Object.assign(figure, { model: '/models/tiny/', engine, layer: 'conv2' });
  figure.photo = URL.createObjectURL(await pictureFile());
});

afterEach(() => {
  vi.useRealTimers();
  figure.remove();
  document.documentElement.style.removeProperty('color-scheme');
});

async function begin(): Promise<void> {
  document.body.append(figure);
  figure.start();
  await ready();
}

const ready = (): Promise<void> => stands(figure, 'ready');
const find = <T extends Element = HTMLElement>(selector: string): T => one<T>(figure, selector);
const every = (selector: string): HTMLElement[] => all(figure, selector);
const title = (): string => textOf(find('.step h3'));
const button = (name: string): HTMLElement =>
  every('.buttons button').find((each) => textOf(each) === name) ?? expect.fail(`no ${name}`);

test('begins at the unit and goes on to the pixels', async () => {
  await begin();
  expect(every('.steps button').map(textOf)).toEqual([
    ...['unit of conv2', 'filter conv2', 'unpool pool1', 'rectify conv1', 'pixels'],
  ]);
  expect(title()).toBe('1 of 5: unit of conv2');
  const titles: string[] = [];
  for (let step = 1; step < 5; step++) {
    button('Next').click();
    await figure.updateComplete;
    titles.push(title());
  }
  expect(titles.at(-1)).toBe('5 of 5: pixels');
  expect(button('Next').matches(':disabled')).toBe(true);
  button('Back').click();
  await figure.updateComplete;
  expect(title()).toBe('4 of 5: rectify conv1');
});

test('each signal is led from the middle of its window to its switch', async () => {
  figure.step = 2;
  await begin();
  expect(every('.marks .way').map((way) => way.getAttribute('d'))).toEqual([
    ...['M1 1L1.5 0.5', 'M3 3L2.5 3.5'],
  ]);
  expect(every('.marks .signal').map((dot) => dot.getAttribute('cx'))).toEqual(['1.5', '2.5']);
  expect(textOf(find('.words'))).toMatch(
    /^pool1 had kept .* 8 of 64 positions .* map 3, up to ±0.5/,
  );
});

test('what rectification cuts is marked and counted', async () => {
  figure.step = 3;
  await begin();
  expect(every('.marks .cut')).toHaveLength(1);
  expect(textOf(find('.words'))).toMatch(
    /negative on the way down is cut off. 3 of 8 signals were cut/,
  );
});

test('one symmetric scale is stated for each side', async () => {
  figure.step = 2;
  await begin();
  expect(every('.ends').map(textOf)).toEqual(['−0.5 0 +0.5', '−0.5 0 +0.5']);
  const canvas = every('.side deconv-pixels')[1]?.shadowRoot?.querySelector('canvas');
  const pixels = canvas?.getContext('2d')?.getImageData(0, 0, 4, 4).data;
  expect([...(pixels ?? [])].slice(0, 8)).toEqual([128, 128, 128, 255, 255, 255, 255, 255]);
});

test('arrow keys, Home and End walk the list, and the focus goes along', async () => {
  await begin();
  find('.steps [aria-current=step]').focus();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  await expect.poll(title).toBe('3 of 5: unpool pool1');
  await expect
    .poll(() => textOf(figure.shadowRoot?.activeElement ?? document.body))
    .toBe('unpool pool1');
  await userEvent.keyboard('{End}');
  await expect.poll(title).toBe('5 of 5: pixels');
  await userEvent.keyboard('{Home}');
  await expect.poll(title).toBe('1 of 5: unit of conv2');
});

test('the page hears of steps, and can set them', async () => {
  await begin();
  const heard: unknown[] = [];
  figure.addEventListener('deconv-step', ({ detail }: CustomEventInit) => heard.push(detail));
  button('Next').click();
  await figure.updateComplete;
  expect(heard).toEqual([{ step: 1, name: 'filter conv2' }]);
  expect(figure.getAttribute('step')).toBe('1');
  figure.setAttribute('step', '4');
  await figure.updateComplete;
  expect(title()).toBe('5 of 5: pixels');
});

test('it plays, pauses when the reader takes over, and stops when it leaves the page', async () => {
  figure.step = 3;
  await begin();
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  button('Play').click();
  await figure.updateComplete;
  button('Pause').click();
  await figure.updateComplete;
  expect(vi.getTimerCount()).toBe(0);
  button('Play').click();
  vi.advanceTimersToNextTimer();
  await figure.updateComplete;
  expect(title()).toBe('5 of 5: pixels');
  expect(textOf(every('.buttons button')[2]!)).toBe('Play');
  button('Play').click();
  await figure.updateComplete;
  expect(title()).toBe('1 of 5: unit of conv2');
  figure.remove();
  expect(vi.getTimerCount()).toBe(0);
});

test('still, and in print, all steps stand at once', async () => {
  await begin();
  figure.still = true;
  await figure.updateComplete;
  expect(every('.step')).toHaveLength(5);
  expect(every('.steps')).toHaveLength(0);
  figure.still = false;
  dispatchEvent(new Event('beforeprint'));
  await figure.updateComplete;
  expect(every('.step')).toHaveLength(5);
  dispatchEvent(new Event('afterprint'));
  await figure.updateComplete;
  expect(every('.step')).toHaveLength(1);
});

test('each step is told in words', async () => {
  await begin();
  button('Next').click();
  await expect
    .poll(spoken)
    .toMatch(/^Step 2 of 5: filter conv2. The filters of conv2, run backwards/);
});

test('a failure is said, and starting again recovers', async () => {
  engine.failures.descend = new Error('out of memory');
  document.body.append(figure);
  figure.start();
  await stands(figure, 'error');
  expect(textOf(find('.failure'))).toMatch(/out of memory/);
  engine.failures = {};
  find('.failure button').click();
  await ready();
});

test('the engine’s own fake leads down, too', async () => {
  figure.engine = fakeEngine();
  figure.layer = 'conv3';
  await begin();
  expect(every('.steps button').length).toBeGreaterThan(5);
});

describe('a document', () => {
  beforeEach(() => {
    Object.assign(figure, { model: undefined, photo: undefined, layer: undefined });
    figure.src = addressOf(descentResults());
  });

  test('is drawn at once, and nothing computes', async () => {
    document.body.append(figure);
    await ready();
    expect(every('.steps button').map(textOf)).toEqual(['unit of pool1', 'unpool pool1', 'pixels']);
    expect(figure.rule).toBe('guided');
    find('.stage').click();
    button('Next').click();
    await figure.updateComplete;
    expect(find('.marks .way').getAttribute('d')).toBe('M1 1L1.5 0.5');
    expect(textOf(find('.status'))).toMatch(
      /^Measured beforehand Network tiny .*Unit pool1 map 3, row 1, column 2Activation 1.5/,
    );
    const field = find('.fields rect');
    expect(['x', 'y', 'width'].map((name) => field.getAttribute(name))).toEqual(['4', '2', '4']);
    expect(engine.seeds).toEqual([]);
  });

  test('keeps the step that is shown in sight, on a narrow page too', async () => {
    figure.style.width = '200px';
    document.body.append(figure);
    await ready();
    figure.step = 2;
    await figure.updateComplete;
    const list = find('.steps').getBoundingClientRect();
    const { left, right } = find('.steps [aria-current=step]').getBoundingClientRect();
    expect(left).toBeGreaterThanOrEqual(list.left);
    expect(right).toBeLessThanOrEqual(list.right);
  });

  test('is what the figure is as data', async () => {
    document.body.append(figure);
    await ready();
    expect(readResults(JSON.stringify(figure))).toEqual(descentResults());
    expect((await figure.toSVG()).length).toBeLessThan(200_000);
  });

  test('without a network offers nothing that needs one', async () => {
    document.body.append(figure);
    await ready();
    expect(every('.intake, .handle, [type=radio]')).toEqual([]);
  });

  test('gives way to what is computed when the reader asks for it', async () => {
    figure.model = '/models/tiny/';
    document.body.append(figure);
    await ready();
    expect(engine.seeds).toEqual([]);
    every('.how-down .button')[0]!.click();
    await expect.poll(() => every('.steps button').length).toBe(5);
    await ready();
    const { steps, unit } = figure.toJSON() as ReturnType<typeof descentResults>;
    const { layer, channel, at } = descentResults().unit;
    expect(unit).toMatchObject({ layer, channel, at });
    expect(steps.map(({ valuesIn }) => valuesIn)).toEqual([
      ...['activation', 'signal', 'signal', 'signal', 'preprocessed pixels'],
    ]);
  });

  test('does not answer for another layer', async () => {
    figure.model = '/models/tiny/';
    document.body.append(figure);
    await ready();
    figure.layer = 'conv1';
    await figure.updateComplete;
    expect(figure.stage).toBe('idle');
    expect(every('.steps button')).toEqual([]);
  });

  test('that cannot be read is said, and may be tried again', async () => {
    figure.src = addressOf(topResults());
    document.body.append(figure);
    await stands(figure, 'error');
    expect(textOf(find('.failure'))).toMatch(/Nothing to show here .*results of “top”/s);
    figure.src = addressOf(descentResults());
    await ready();
  });

  test('has nothing that axe finds', async () => {
    document.body.append(figure);
    await ready();
    expect(await violationsIn('deconv-stepper')).toEqual([]);
  });
});

describe.each(['light', 'dark'])('in the %s theme axe finds nothing', (scheme) => {
  const violations = (): Promise<string[]> => violationsIn('deconv-stepper');
  beforeEach(() => (document.documentElement.style.colorScheme = scheme));

  test('while it waits, loads, and shows', async () => {
    document.body.append(figure);
    await figure.updateComplete;
    expect(await violations()).toEqual([]);
    engine.held = true;
    figure.start();
    await stands(figure, 'loading');
    expect(await violations()).toEqual([]);
    engine.held = false;
    engine.resume();
    figure.step = 2;
    await ready();
    expect(await violations()).toEqual([]);
    figure.still = true;
    await figure.updateComplete;
    expect(await violations()).toEqual([]);
  });

  test('when it stopped', async () => {
    engine.failures.openPhoto = new Error('out of memory');
    document.body.append(figure);
    figure.start();
    await stands(figure, 'error');
    expect(await violations()).toEqual([]);
  });
});
