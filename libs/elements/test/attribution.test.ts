import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import { addressOf, attributeResults } from './documents.js';
import { liveEngine, pictures } from './liveEngine.js';
import { all, one, placePoster, spoken, stands, textOf } from './poster.js';

async function placeAttribution(results = attributeResults(), set: object = {}) {
  const figure = Object.assign(placePoster('deconv-attribution', addressOf(results)), set);
  await stands(figure, 'ready');
  return figure;
}

test('the sums stand beside what they should be, and the place that most speaks for the class is told', async () => {
  const figure = await placeAttribution();
  expect(all(figure, '.sums tr').map(textOf)).toEqual([
    'Probability of dog 0.9',
    'Of the baseline 0.5',
    'Difference 0.4',
    'Sum of all attributions 0.375',
  ]);
  const heat = all<HTMLImageElement>(figure, '.pictures img')[1]!;
  expect(heat.alt).toMatch(/dog 90\s%; most speaks for it at row 2 of 2, column 1 of 2$/);
  expect(all(figure, '.ends span').map(textOf)).toEqual(['−0.25, against it', '0.25, for dog']);
  await expect.poll(spoken).toContain('row 2 of 2, column 1 of 2');
});

test('another image is chosen by keys, and its numbers are a table', async () => {
  const figure = await placeAttribution();
  all<HTMLInputElement>(figure, '.images input')[0]!.focus();
  await userEvent.keyboard('{ArrowRight}');
  await figure.updateComplete;
  expect(textOf(one(figure, '.sums tr'))).toBe('Probability of cat 0.9');
  one(figure, '.numbers button').click();
  await figure.updateComplete;
  expect(textOf(one(figure, '.tables caption'))).toBe(
    'cat.png: Integrated gradients of cat, by row and column',
  );
  expect(all(figure, '.tables tbody td').map(textOf)).toEqual(['0.125', '-0.25', '0.5', '0']);
});

test('Grad-CAM has no baseline, and nothing speaks against a class', async () => {
  const results = attributeResults();
  const images = results.images.map((image) => ({
    ...image,
    completeness: undefined,
    map: [
      [0, 0],
      [0, 0],
    ],
  }));
  const options = { method: 'grad-cam', layer: 'conv5', fit: 'cover' } as const;
  const figure = await placeAttribution({ ...results, options, images });
  expect(all(figure, '.sums tr').map(textOf)).toEqual(['Probability of dog 0.9']);
  expect(all(figure, '.ends span').map(textOf)).toEqual(['0', '0.25, for dog']);
  expect(all<HTMLImageElement>(figure, '.pictures img')[1]!.alt).toContain('nothing speaks for it');
  expect(textOf(one(figure, '.print'))).toContain('Grad-CAM conv5');
});

test('a method is asked with options of its own alone', async () => {
  const engine = liveEngine();
  const images = pictures('mine.png');
  const set = { engine, model: `${location.origin}/models/tiny/`, images };
  const figure = await placeAttribution(undefined, set);
  figure.run();
  await expect.poll(() => engine.asked.length).toBe(1);
  expect(engine.asked[0]).toEqual({
    ...{ probe: 'attribute', images, method: 'integrated-gradients' },
    ...{ steps: 50, fill: '0,0,0' },
  });
  await expect.poll(() => figure.running).toBe('ready');
  const method = one<HTMLSelectElement>(figure, '.options select');
  method.value = 'grad-cam';
  method.dispatchEvent(new Event('change'));
  await expect.poll(() => engine.asked.length).toBe(2);
  expect(engine.asked[1]).toEqual({ probe: 'attribute', images, method: 'grad-cam' });
});

test('a document without pictures says so, and still has its numbers', async () => {
  const results = attributeResults();
  const images = results.images.map((image) => ({ ...image, picture: undefined, heat: undefined }));
  const figure = await placeAttribution({ ...results, images });
  expect(textOf(one(figure, '.missing'))).toBe('The document has no pictures.');
  expect(all(figure, '.sums tr')).toHaveLength(4);
});
