import { userEvent } from 'vitest/browser';
import { expect, test } from 'vitest';
import { addressOf, evolutionResults } from './documents.js';
import { all, one, placePoster, spoken, stands, textOf } from './poster.js';

async function placeEvolution() {
  const figure = placePoster('deconv-evolution', addressOf(evolutionResults()));
  await stands(figure, 'ready');
  return figure;
}

type Figure = Awaited<ReturnType<typeof placeEvolution>>;

const stills = (figure: Figure): string[] => all(figure, '.stills li').map(textOf);
const now = (figure: Figure): string => textOf(one(figure, '.scrubber b'));

test('the end of the training is shown first, with what changed in words', async () => {
  const figure = await placeEvolution();
  expect(now(figure)).toBe('checkpoint 64, 3 of 3');
  expect(stills(figure)).toEqual([
    'conv5 map 3 dog.png 3, ±0.5 similarity to before 0.90 new image',
    'conv5 map 7 cat.png 6, ±0.5 similarity to before 0.80',
  ]);
});

test('arrow keys go through the training, and the page is told', async () => {
  const figure = await placeEvolution();
  const heard: unknown[] = [];
  figure.addEventListener('deconv-checkpoint', (event) =>
    heard.push((event as CustomEvent).detail),
  );
  one(figure, '.scrubber input').focus();
  await userEvent.keyboard('{ArrowLeft}');
  await figure.updateComplete;
  expect(heard).toEqual([{ name: '5' }]);
  expect(stills(figure)).toEqual([
    'conv5 map 3 fox.png 2, ±0.5 similarity to before 0.20 new feature',
    'conv5 map 7 cat.png 5, ±0.5 similarity to before 0.10 new image new feature',
  ]);
  await userEvent.keyboard('{Home}');
  await figure.updateComplete;
  expect(stills(figure)[0]).toBe('conv5 map 3 fox.png 1, ±0.5 first seen here');
});

test('all checkpoints stand in a table, where a press chooses one', async () => {
  const figure = await placeEvolution();
  const rows = all(figure, '.sheet tbody tr').map((row) => [...row.children].map(textOf));
  expect(rows).toEqual([
    ['conv5 map 3', '', 'new feature', 'new image'],
    ['conv5 map 7', '', 'new image new feature', ''],
  ]);
  one(figure, '.sheet thead button').click();
  await figure.updateComplete;
  expect(now(figure)).toBe('checkpoint 1, 1 of 3');
  all(figure, '.sheet td.changed')[0]!.click();
  await figure.updateComplete;
  expect(now(figure)).toBe('checkpoint 5, 2 of 3');
  expect(all(figure, '.sheet td.now')).toHaveLength(2);
});

test('a screen reader is told what stands at the checkpoint', async () => {
  await placeEvolution();
  await expect
    .poll(spoken)
    .toBe(
      'Checkpoint 64. conv5 map 3: dog.png, similarity to before 0.90, new image. conv5 map 7: cat.png, similarity to before 0.80.',
    );
});

test('all numbers can be read as a table', async () => {
  const figure = await placeEvolution();
  one(figure, '.numbers button').click();
  await figure.updateComplete;
  const rows = all(figure, '.tables tbody tr').map((row) => [...row.children].map(textOf));
  expect(rows).toHaveLength(6);
  expect(rows[1]).toEqual(['conv5 map 3', '5', 'fox.png', '2', '0.20', 'new feature']);
});
