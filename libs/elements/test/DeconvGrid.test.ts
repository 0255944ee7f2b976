import { fakeEngine } from '@deconv/engine/fake';
import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import type { DeconvGrid } from '../src/index.js';
import { all, one, pictureFile, placeFigure, ready } from './figure.js';
import { liveEngine } from './liveEngine.js';
import { spoken } from './poster.js';

const firstCell = (figure: DeconvGrid): string | null =>
  one(figure, '.cell').getAttribute('aria-label');
const group = (figure: DeconvGrid): string | null =>
  one(figure, '.cells').getAttribute('aria-label');

test('shows nine units of the layer, the guesses and what computed them', async () => {
  const figure = await placeFigure();
  await ready(figure);
  expect(all(figure, '.cell[role=radio]')).toHaveLength(9);
  expect(group(figure)).toBe('Strongest channels of conv3');
  expect(all(figure, '.predictions li')[0]?.innerText).toMatch(/dog face\s+71/);
  expect(one(figure, '.status').innerText).toMatch(/small.*fake.*Forward pass.*42 ms/s);
  await expect.poll(spoken).toMatch(/First guess: dog face/);
});

test('draws each projection around mid grey', async () => {
  const figure = await placeFigure();
  await ready(figure);
  const view = all(figure, '.cell deconv-pixels:not(.patch)')[1];
  const canvas = view?.shadowRoot?.querySelector('canvas');
  const corner = canvas?.getContext('2d')?.getImageData(0, 0, 1, 1).data;
  expect(canvas?.width).toBe(51);
  expect([...(corner ?? [])]).toEqual([128, 128, 128, 255]);
});

test('rests until it is asked', async () => {
  const calls: string[] = [];
  const engine = fakeEngine({ failure: (call) => void calls.push(call) });
  const figure = await placeFigure(engine);
  figure.autorun = false;
  await ready(figure, 'idle');
  await expect.poll(() => all(figure, '.samples button').length).toBe(2);
  expect(calls).toEqual([]);
  one(figure, '.ask button').click();
  await ready(figure);
});

test('several dropped pictures are searched for what excites each map most', async () => {
  const engine = liveEngine();
  const figure = await placeFigure(engine);
  figure.autorun = false;
  await ready(figure, 'idle');
  drop(figure, await pictureFile('one.png'), await pictureFile('two.png'));
  await expect.poll(() => engine.asked.length).toBe(1);
  expect(engine.asked[0]).toMatchObject({
    ...{ probe: 'top', images: [{ name: 'one.png' }, { name: 'two.png' }] },
  });
  await expect.poll(() => all(figure, '.cards .card').length).toBe(3);
});

test('what is replaced on the way down is projected again, with the same unit', async () => {
  const engine = fakeEngine();
  const asked: unknown[] = [];
  const figure = await placeFigure({
    ...engine,
    async project(photo, units, options) {
      asked.push([units, options.control]);
      const views = await engine.project(photo, units, options);
      return views.map((view) => ({ ...view, projection: view.projection.fill(-1) }));
    },
  });
  await ready(figure);
  const middle = (): number => {
    const canvas = all(figure, '.detail deconv-pixels')[1]!.shadowRoot!.querySelector('canvas')!;
    return canvas.getContext('2d')!.getImageData(25, 25, 1, 1).data[0]!;
  };
  const before = middle();
  const select = one<HTMLSelectElement>(figure, '.detail select');
  select.value = 'random-weights';
  select.dispatchEvent(new Event('change'));
  // One value everywhere, below zero, is as dark as it gets.
  await expect.poll(middle).toBe(1);
  expect(asked).toEqual([[[{ layer: 'conv3', channel: 11, at: [2, 1] }], 'random-weights']]);
  select.value = '';
  select.dispatchEvent(new Event('change'));
  await expect.poll(middle).toBe(before);
});

test('does not start the engine before it comes near the viewport', async () => {
  const spacer = document.createElement('div');
  spacer.style.height = '5000px';
  document.body.prepend(spacer);
  let asked = false;
  const engine = fakeEngine({ failure: () => void (asked = true) });
  const figure = await placeFigure(engine);
  const near = await placeFigure();
  document.body.prepend(near);
  await ready(near);
  near.remove();
  expect(asked).toBe(false);
  figure.scrollIntoView();
  await ready(figure);
  spacer.remove();
});

test('choosing a layer asks again and tells the page', async () => {
  const figure = await placeFigure();
  await ready(figure);
  const heard: unknown[] = [];
  figure.addEventListener('deconv-layer', (event) => heard.push((event as CustomEvent).detail));
  one<HTMLInputElement>(figure, 'input[value=conv5]').click();
  await expect.poll(() => group(figure)).toBe('Strongest channels of conv5');
  expect(heard).toEqual([{ layer: 'conv5' }]);
  expect(figure.layer).toBe('conv5');
});

test('a slow answer never replaces a newer one', async () => {
  const engine = fakeEngine();
  let answer!: () => void;
  const held = new Promise<void>((resolve) => (answer = resolve));
  let slow: ReturnType<typeof engine.strongest> | undefined;
  const figure = await placeFigure({
    ...engine,
    strongest: (photo, layer, count, rule, options) => {
      const ask = () => engine.strongest(photo, layer, count, rule, options);
      return layer === 'conv1' ? (slow = held.then(ask)) : ask();
    },
  });
  await ready(figure);
  figure.layer = 'conv1';
  await expect.poll(() => slow !== undefined).toBe(true);
  figure.layer = 'conv4';
  await expect.poll(() => group(figure)).toBe('Strongest channels of conv4');
  answer();
  await slow;
  await new Promise((resolve) => requestAnimationFrame(resolve));
  expect(group(figure)).toBe('Strongest channels of conv4');
});

test('changing the rule keeps the chosen unit, changing the layer starts at the strongest', async () => {
  const figure = await placeFigure();
  await ready(figure);
  all(figure, '.cell')[4]?.click();
  one<HTMLInputElement>(figure, 'input[value=guided]').click();
  await expect.poll(() => one(figure, '.facts p').textContent).toMatch(/guided/);
  expect(all(figure, '.cell')[4]?.getAttribute('aria-checked')).toBe('true');
  figure.layer = 'conv2';
  await expect.poll(() => group(figure)).toBe('Strongest channels of conv2');
  expect(one(figure, '.cell').getAttribute('aria-checked')).toBe('true');
});

test('arrow keys move through the units, and the chosen one is described', async () => {
  const figure = await placeFigure();
  await ready(figure);
  one(figure, '.cell').focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  const chosen = one(figure, '.cell[aria-checked=true]');
  expect(all(figure, '.cell').indexOf(chosen)).toBe(4);
  expect(figure.shadowRoot?.activeElement).toBe(chosen);
  const map = /Map (\d+)/.exec(chosen.getAttribute('aria-label') ?? '')?.[1];
  expect(one(figure, '.facts h3').innerText).toBe(`conv3 map ${map}`);
});

test('arrow keys choose layers', async () => {
  const figure = await placeFigure();
  await ready(figure);
  one(figure, 'input[value=conv3]').focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(() => group(figure)).toBe('Strongest channels of conv4');
});

test('a unit in focus is outlined on the photo', async () => {
  const figure = await placeFigure();
  await ready(figure);
  const mark = (): string => one(figure, '.photo rect.mark').outerHTML;
  const before = mark();
  all(figure, '.cell')[7]?.focus();
  await figure.updateComplete;
  expect(mark()).not.toBe(before);
});

test('an error shows its message, and trying again recovers', async () => {
  let broken = true;
  const engine = fakeEngine({
    failure: (call) =>
      broken && call === 'loadModel' ? new Error('no model.json (404)') : undefined,
  });
  const figure = await placeFigure(engine);
  await ready(figure, 'error');
  expect(one(figure, '.failure').innerText).toMatch(/no model.json \(404\)/);
  await expect.poll(spoken).toMatch(/404/);
  broken = false;
  one(figure, '.failure button').click();
  await ready(figure);
  expect(firstCell(figure)).toMatch(/^Map/);
});

test('trying again recovers from an error in a projection', async () => {
  let broken = true;
  const engine = fakeEngine({
    failure: (call) => (broken && call === 'strongest' ? new Error('out of memory') : undefined),
  });
  const figure = await placeFigure(engine);
  await ready(figure, 'error');
  broken = false;
  one(figure, '.failure button').click();
  await ready(figure);
});

function drop(figure: DeconvGrid, ...files: File[]): void {
  const dataTransfer = new DataTransfer();
  files.forEach((file) => dataTransfer.items.add(file));
  figure.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
}

test('a dropped picture is looked at', async () => {
  const figure = await placeFigure();
  await ready(figure);
  drop(figure, await pictureFile('mine.png'));
  await expect
    .poll(() => one(figure, '.photo').getAttribute('aria-label'))
    .toMatch(/^mine.png, as the network sees it/);
  await ready(figure);
});

test('a dropped file that is no picture is refused in words, and the photo stays', async () => {
  const figure = await placeFigure();
  await ready(figure);
  drop(figure, new File(['hello'], 'notes.txt', { type: 'text/plain' }));
  await expect.poll(() => one(figure, '.hint').innerText).toMatch(/“notes.txt” is not a picture/);
  expect(all(figure, '.cell[role=radio]')).toHaveLength(9);
  drop(figure, new File(['broken'], 'broken.png', { type: 'image/png' }));
  await expect.poll(() => one(figure, '.hint').innerText).toMatch(/is not a picture/);
  drop(figure, await pictureFile());
  await expect.poll(() => one(figure, '.hint').className).toBe('hint');
});

test('a pasted picture is looked at', async () => {
  const figure = await placeFigure();
  await ready(figure);
  const clipboardData = new DataTransfer();
  clipboardData.items.add(await pictureFile('pasted.png'));
  document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  await expect
    .poll(() => one(figure, '.photo').getAttribute('aria-label'))
    .toMatch(/^pasted.png, as/);
});

test('a chosen sample is marked', async () => {
  const figure = await placeFigure();
  await ready(figure);
  const [, second] = all(figure, '.samples button');
  second?.click();
  await expect.poll(() => second?.getAttribute('aria-pressed')).toBe('true');
  await ready(figure);
  expect(one(figure, '.photo').getAttribute('aria-label')).toMatch(/^The red house again/);
});

test('nothing moves when results arrive', async () => {
  const figure = await placeFigure();
  figure.autorun = false;
  await ready(figure, 'idle');
  await expect.poll(() => all(figure, '.samples button').length).toBe(2);
  const heights = [figure.offsetHeight];
  figure.run();
  await ready(figure);
  heights.push(figure.offsetHeight);
  figure.layer = 'conv1';
  await expect.poll(() => group(figure)).toBe('Strongest channels of conv1');
  heights.push(figure.offsetHeight);
  expect(new Set(heights).size).toBe(1);
});

test('computes again after leaving the page and coming back', async () => {
  const figure = await placeFigure();
  await ready(figure);
  figure.remove();
  document.body.append(figure);
  await ready(figure, 'loading');
  await ready(figure);
});
