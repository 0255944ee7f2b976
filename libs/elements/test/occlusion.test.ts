import { render } from 'lit';
import { userEvent } from 'vitest/browser';
import { describe, expect, test } from 'vitest';
import { renderHeatMap } from '../src/figures/occlusion/renderHeatMap.js';
import { placeAround, placeByKey, placeInMap, startOf } from '../src/figures/occlusion/Place.js';
import { addressOf, occludeResults } from './documents.js';
import { all, one, placePoster, stands, textOf } from './poster.js';

async function placeOcclusion(results = occludeResults()) {
  const figure = placePoster('deconv-occlusion', addressOf(results));
  await stands(figure, 'ready');
  await expect.poll(() => all(figure, '.square').length).toBe(1);
  return figure;
}

type Figure = Awaited<ReturnType<typeof placeOcclusion>>;

const readout = (figure: Figure): string[] => all(figure, '.readout .here').map(textOf);
const where = (figure: Figure): string => textOf(one(figure, '.readout caption'));

function press(board: Element, x: number, y: number, type = 'pointerdown'): void {
  const { left, top, width, height } = board.getBoundingClientRect();
  const at = { clientX: left + x * width, clientY: top + y * height };
  board.dispatchEvent(new PointerEvent(type, { ...at, button: 0, buttons: 1, bubbles: true }));
}

describe('the small print', () => {
  test.each([
    ['says what was saved', 50, true],
    ['says nothing of whole passes, which save nothing', 100, false],
  ])('%s', async (_, executed, said) => {
    const macs = { executed, tight: 40, naive: 100 };
    const print = textOf(one(await placeOcclusion({ ...occludeResults(), macs }), '.print'));
    expect(print.includes('16, 2 times fewer multiply-adds')).toBe(said);
    expect(print.includes('times fewer')).toBe(said);
  });

  test('says nothing of a part of a result, of which nothing is counted yet', async () => {
    const macs = { executed: 0, tight: 0, naive: 0 };
    const figure = await placeOcclusion({ ...occludeResults(), macs });
    expect(textOf(one(figure, '.print'))).not.toMatch(/times fewer|NaN/);
  });
});

describe('a heat map', () => {
  test.each([
    ['says so where its numbers are all the same for a reader', 1e-9, true],
    ['says nothing of it where they differ', 0.1, false],
  ])('%s', async (_, step, said) => {
    const { probability, ...rest } = occludeResults();
    const even = probability!.map((row, y) => row.map((__, x) => 0.5 - step * (x + y)));
    const figure = await placeOcclusion({ ...rest, probability: even });
    expect(textOf(one(figure, '.map')).includes('Hardly anything changes it')).toBe(said);
  });

  test.each([
    ['says nothing of it while it fills in', NaN, false],
    ['says so once it is full', 0.5, true],
  ])('%s', (_, other, said) => {
    const results = occludeResults();
    const map = results.probability!.map((row, y) => row.map((__, x) => (x + y ? other : 0.5)));
    const view = {
      ...{ results, addressOf: String, shape: { height: 32, width: 32 } },
      place: { row: 0, column: 0 },
    };
    const room = document.createElement('div');
    const onPlace = (): void => undefined;
    const drawn = { title: 'Even', map, clean: 0.5, format: String };
    render(renderHeatMap({ ...view, onPlace, onShape: onPlace }, drawn), room);
    expect(room.textContent.includes('Hardly anything changes it')).toBe(said);
  });
});

describe('the square', () => {
  test('lies first where the probability is lowest, and the values are read out beside the clean ones', async () => {
    const figure = await placeOcclusion();
    expect(where(figure)).toBe('Square at row 2 of 4, column 3 of 4');
    expect(readout(figure)).toEqual(['25 %', 'cat', '1']);
    expect(all(figure, '.readout td:not(.here)').map(textOf)).toEqual(['', '95 %', 'dog', '5']);
  });

  test('covers the pixels that the probe covered, the last place moved back inside', async () => {
    const figure = await placeOcclusion();
    one(figure, '.square').focus();
    await userEvent.keyboard('{End}');
    const photo = one(figure, '.photo').getBoundingClientRect();
    const square = one(figure, '.square').getBoundingClientRect();
    expect((square.left - photo.left) / photo.width).toBeCloseTo(8 / 12, 3);
    expect((square.top - photo.top) / photo.height).toBeCloseTo(3 / 12, 3);
    expect(square.width / photo.width).toBeCloseTo(4 / 12, 3);
  });

  test('is moved place by place with arrow keys, and stays inside', async () => {
    const figure = await placeOcclusion();
    const square = one(figure, '.square');
    square.focus();
    await userEvent.keyboard('{ArrowLeft}{ArrowDown}');
    expect(where(figure)).toBe('Square at row 3 of 4, column 2 of 4');
    expect(readout(figure)).toEqual(['50 %', 'dog', '2']);
    expect(square.getAttribute('aria-valuetext')?.replace(/\s/g, ' ')).toBe(
      'row 3 of 4, column 2 of 4: dog 50 %, most probable dog, activity of conv5 map 12 2',
    );
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(where(figure)).toBe('Square at row 4 of 4, column 2 of 4');
  });

  test('follows a pointer on the photo and on each map, and the page is told', async () => {
    const figure = await placeOcclusion();
    const heard: unknown[] = [];
    figure.addEventListener('deconv-place', (event) => heard.push((event as CustomEvent).detail));
    press(one(figure, '.photo'), 0.1, 0.1);
    press(one(figure, '.photo'), 0.9, 0.1, 'pointermove');
    for (const board of all<SVGElement>(figure, '.board svg')) press(board, 0.3, 0.9);
    expect(heard).toEqual([{ at: [2, 2] }, { at: [2, 10] }, { at: [10, 5] }]);
  });
});

test('maps are drawn a pixel a place, dark where values are lowest', async () => {
  const figure = await placeOcclusion();
  const [probability] = all(figure, 'deconv-pixels');
  const canvas = probability!.shadowRoot!.querySelector('canvas')!;
  expect([canvas.width, canvas.height]).toEqual([4, 4]);
  const pixel = (x: number, y: number): number[] => [
    ...canvas.getContext('2d')!.getImageData(x, y, 1, 1).data,
  ];
  expect(pixel(2, 1)).toEqual([68, 1, 84, 255]);
  expect(pixel(0, 3)).toEqual([253, 231, 37, 255]);
});

test('a legend names the classes that are the most probable, and how often', async () => {
  const figure = await placeOcclusion();
  expect(all(figure, '.map li').map(textOf)).toEqual(['dog 88 %', 'cat 13 %']);
  expect(textOf(one(figure, '.map li.now'))).toMatch(/^cat/);
});

test('classes beyond the colours share one', async () => {
  const label = [[0, 1, 2, 3], [4, 5, 6, 7], [8, 0, 0, 0], [0, 0, 0, 0]]; // prettier-ignore
  const figure = await placeOcclusion(occludeResults({ label, classes: { 0: 'dog' } }));
  const entries = all(figure, '.map li').map(textOf);
  expect(entries).toHaveLength(8);
  expect(entries[0]).toBe('dog 50 %');
  expect(entries[7]).toBe('2 others 13 %');
});

test('the watched unit is shown here and in other images, each with its scale', async () => {
  const figure = await placeOcclusion();
  const units = all(figure, '.units li').map(textOf);
  expect(units).toEqual(['This image 5, ±0.5', 'cat.png 4, ±0.5']);
});

test('a document without pictures still shows its maps', async () => {
  const { picture, unit, others, ...bare } = occludeResults();
  expect([picture, unit, others]).not.toContain(undefined);
  const figure = placePoster('deconv-occlusion', addressOf(bare));
  await stands(figure, 'ready');
  expect(all(figure, '.board')).toHaveLength(3);
  expect(textOf(one(figure, '.photo'))).toBe('The document has no picture.');
});

test('all numbers can be read as tables', async () => {
  const figure = await placeOcclusion();
  one(figure, '.numbers button').click();
  await figure.updateComplete;
  expect(all(figure, '.tables caption').map(textOf)).toEqual([
    'Probability of dog, by row and column of the square',
    'Most probable class, by row and column of the square',
    'Activity of conv5 map 12, by row and column of the square',
  ]);
  const second = all(figure, '.tables tbody tr')[1];
  expect([...second!.children].map(textOf)).toEqual(['2', '90 %', '50 %', '25 %', '60 %']);
});

test('nothing moves when the document arrives', async () => {
  const figure = placePoster('deconv-occlusion', undefined);
  await figure.updateComplete;
  const before = one(figure, '.stage').offsetHeight;
  figure.src = addressOf(occludeResults());
  await stands(figure, 'ready');
  expect(one(figure, '.stage').offsetHeight).toBe(before);
});

describe('places', () => {
  const grid = { rows: 4, cols: 5, size: 4, stride: 3 };

  test('begin every stride, and are moved back inside', () => {
    expect([0, 1, 2, 3].map((place) => startOf(place, grid, 12))).toEqual([0, 3, 6, 8]);
  });

  test('are found by their middle, and by their cell in a map', () => {
    expect(placeAround(2, 5, grid)).toEqual({ row: 1, column: 0 });
    expect(placeAround(-5, 500, grid)).toEqual({ row: 3, column: 0 });
    expect(placeInMap(0.99, 0.3, grid)).toEqual({ row: 1, column: 4 });
    expect(placeInMap(1, -0.1, grid)).toEqual({ row: 0, column: 4 });
  });

  test('are reached by keys, others move nothing', () => {
    expect(placeByKey('PageDown', { row: 0, column: 2 }, grid)).toEqual({ row: 3, column: 2 });
    expect(placeByKey('Home', { row: 0, column: 2 }, grid)).toEqual({ row: 0, column: 0 });
    expect(placeByKey('a', { row: 0, column: 2 }, grid)).toBeUndefined();
  });
});
