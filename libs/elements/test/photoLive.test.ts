import { afterEach, expect, test } from 'vitest';
import '../src/index.js';
import { all, one, stands, textOf } from './poster.js';
import { pictureFile } from './figure.js';

/** The engine's own small network, whose files the test server hands out. */
const MODEL = new URL('../../engine/test/fixtures/tiny/', import.meta.url).href;

afterEach(() =>
  document.querySelectorAll('deconv-lens, deconv-stepper').forEach((each) => each.remove()),
);

test('the page’s own engine computes what the lens shows, in a worker', async () => {
  const lens = document.createElement('deconv-lens');
  Object.assign(lens, { model: MODEL, autorun: true });
  lens.src = URL.createObjectURL(await pictureFile());
  document.body.append(lens);
  await stands(lens, 'ready');
  const panes = all(lens, '.pane');
  expect(panes.length).toBeGreaterThan(0);
  expect(all(lens, '.unit .link').length).toBeGreaterThan(0);
  expect(textOf(one(lens, '.status'))).toMatch(/Backend (webgl|wasm|cpu)/);
  for (const pane of panes.filter((each) => each.querySelector('.link'))) {
    const canvas = pane.querySelectorAll('deconv-pixels')[1]?.shadowRoot?.querySelector('canvas');
    const pixels = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
    expect(new Set(pixels).size).toBeGreaterThan(3);
  }
});

test('the stepper leads from a unit of the real network to the pixels', async () => {
  const stepper = document.createElement('deconv-stepper');
  Object.assign(stepper, { model: MODEL, autorun: true });
  stepper.photo = URL.createObjectURL(await pictureFile());
  document.body.append(stepper);
  await stands(stepper, 'ready');
  const names = all(stepper, '.steps button').map(textOf);
  expect(names[0]).toMatch(/^unit of/);
  expect(names.at(-1)).toBe('pixels');
  expect(names.some((name) => name.startsWith('filter'))).toBe(true);
});
