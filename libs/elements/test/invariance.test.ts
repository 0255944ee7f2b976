import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import { drawMoved } from '../src/figures/invariance/drawMoved.js';
import { addressOf, invarianceResults } from './documents.js';
import { all, one, placePoster, stands, textOf } from './poster.js';

async function placeInvariance(results = invarianceResults()) {
  const figure = placePoster('deconv-invariance', addressOf(results));
  await stands(figure, 'ready');
  return figure;
}

type Figure = Awaited<ReturnType<typeof placeInvariance>>;

const titles = (figure: Figure): string[] => all(figure, '.curve h3').map(textOf);

test('the image is first as it is, and its values are read out wherever it is moved', async () => {
  const figure = await placeInvariance();
  expect(textOf(one(figure, '.slider b'))).toBe('0 degrees clockwise');
  expect(titles(figure)).toEqual([
    'Probability of dog 90 %',
    'Distance at conv1 invariance 0.40 0',
    'Distance at conv5 invariance 0.80 0',
  ]);
  one<HTMLInputElement>(figure, '.slider input').focus();
  await userEvent.keyboard('{ArrowRight}');
  await figure.updateComplete;
  expect(titles(figure)).toEqual([
    'Probability of dog 20 %',
    'Distance at conv1 invariance 0.40 4',
    'Distance at conv5 invariance 0.80 1',
  ]);
});

test.each([
  ['translate-x', [-8, -4, 0, 4], '0 pixels to the right'],
  ['scale', [0.5, 1, 1.5, 2], '1 times as large'],
  ['translate-y', [3, 5, 7, 9], '3 pixels down'],
] as const)('by %s, too, the image is first moved least', async (transform, values, said) => {
  const results = invarianceResults();
  const options = { ...results.options, transform };
  const images = results.images.map((image) => ({ ...image, values: [...values] }));
  const figure = await placeInvariance({ ...results, options, images });
  expect(textOf(one(figure, '.slider b'))).toBe(said);
});

test('the slider moves the image with arrow keys, and the page is told', async () => {
  const figure = await placeInvariance();
  const heard: unknown[] = [];
  figure.addEventListener('deconv-move', (event) => heard.push((event as CustomEvent).detail));
  const slider = one<HTMLInputElement>(figure, '.slider input');
  slider.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{Home}');
  await figure.updateComplete;
  expect(heard).toEqual([
    { image: 'photos/dog.png', value: 90 },
    { image: 'photos/dog.png', value: 180 },
    { image: 'photos/dog.png', value: 0 },
  ]);
  expect(slider.getAttribute('aria-valuetext')).toBe('0 degrees clockwise');
  expect(titles(figure)[0]).toBe('Probability of dog 90 %');
});

test('a press on a curve moves the image there', async () => {
  const figure = await placeInvariance();
  const chart = one<SVGElement>(figure, '.curve svg');
  const { left, top, width } = chart.getBoundingClientRect();
  const at = { clientX: left + 0.95 * width, clientY: top + 20, button: 0, buttons: 1 };
  chart.dispatchEvent(new PointerEvent('pointerdown', { ...at, bubbles: true }));
  await figure.updateComplete;
  expect(textOf(one(figure, '.slider b'))).toBe('270 degrees clockwise');
});

test('another image has its own curves', async () => {
  const figure = await placeInvariance();
  one(figure, '.slider input').focus();
  await userEvent.keyboard('{ArrowRight}');
  one(figure, 'input[value="1"]').click();
  await figure.updateComplete;
  expect(titles(figure)[0]).toBe('Probability of cat 30 %');
});

/** A picture of 4 × 4 pixels, black but for a red one at the top left. */
async function cornered(): Promise<HTMLImageElement> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 4;
  const context = canvas.getContext('2d')!;
  context.fillRect(0, 0, 4, 4);
  context.fillStyle = '#f00';
  context.fillRect(0, 0, 1, 1);
  const image = new Image();
  image.src = canvas.toDataURL();
  await image.decode();
  return image;
}

// Quarter turns and whole pixels are exact in the probe, too.
test.each([
  ['rotate', 90, [3, 0]],
  ['rotate', 180, [3, 3]],
  ['translate-x', 2, [2, 0]],
  ['translate-y', 1, [0, 1]],
  ['scale', 1, [0, 0]],
] as const)('%s by %d brings the top left pixel to %j', async (transform, value, [x, y]) => {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d')!;
  drawMoved(context, await cornered(), { transform, value, fill: [0, 0, 255] });
  expect([...context.getImageData(x, y, 1, 1).data]).toEqual([255, 0, 0, 255]);
});

test('what was moved away leaves the fill', async () => {
  const context = document.createElement('canvas').getContext('2d')!;
  const move = { transform: 'translate-x', value: 2, fill: [0, 10, 255] } as const;
  drawMoved(context, await cornered(), move);
  expect([...context.getImageData(1, 0, 1, 1).data]).toEqual([0, 10, 255, 255]);
});

test('the moved image is drawn in the figure', async () => {
  const figure = await placeInvariance();
  const canvas = one<HTMLCanvasElement>(figure, 'canvas.moved');
  await expect.poll(() => canvas.width).toBe(8);
  const { data } = canvas.getContext('2d')!.getImageData(4, 4, 1, 1);
  expect([...data]).toEqual([204, 102, 51, 255]);
});

test('all numbers can be read as a table', async () => {
  const figure = await placeInvariance();
  one(figure, '.numbers button').click();
  await figure.updateComplete;
  const rows = all(figure, '.tables tbody tr').map((row) => [...row.children].map(textOf));
  expect(rows[1]).toEqual(['90', '20 %', '4', '1']);
});

test('numbers of an axis stay inside of the drawing, however large', async () => {
  const results = invarianceResults();
  results.images[0]!.distance.conv1 = [0, 41_000, 52_000, 43_000];
  const figure = await placeInvariance(results);
  const chart = one<SVGSVGElement>(figure, '.curve:nth-of-type(2) svg');
  const texts = [...chart.querySelectorAll('text')];
  expect(texts.map((text) => text.textContent)).toContain('20k');
  for (const text of texts) expect(text.getBBox().x).toBeGreaterThanOrEqual(0);
});
