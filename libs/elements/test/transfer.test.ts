import { fakeEngine } from '@deconv/engine/fake';
import type { Engine, NamedPicture } from '@deconv/engine';
import { afterEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../src/index.js';
import { interval } from '../src/figures/transfer/interval.js';
import { all, one, spoken, textOf } from './poster.js';
import { violationsIn } from './violationsIn.js';

const MODEL = `${location.origin}/models/tiny/`;

/** A picture of one grey. */
function picture(grey: number): NamedPicture['picture'] {
  const data = new Uint8ClampedArray(96 * 96 * 4).fill(grey);
  data.forEach((_, i) => i % 4 === 3 && (data[i] = 255));
  return { width: 96, height: 96, data };
}

async function address(grey: number): Promise<string> {
  const canvas = new OffscreenCanvas(96, 96);
  canvas.getContext('2d')!.putImageData(new ImageData(picture(grey).data, 96), 0, 0);
  return URL.createObjectURL(await canvas.convertToBlob());
}

/** Dark and bright pictures; the fake engine takes the dark half of all greys for the first class. */
async function lessons() {
  const photos = (greys: number[]) => Promise.all(greys.map(address));
  const list = [
    {
      name: 'night against day',
      classes: [
        { name: 'night', photos: await photos([10, 20, 200]) },
        { name: 'day', photos: await photos([220, 240]) },
      ],
      asked: await photos([30]),
      credit: 'nobody',
    },
    {
      name: 'one alone',
      classes: [{ name: 'night', photos: await photos([10]) }],
      asked: [],
    },
  ];
  return `data:application/json,${encodeURIComponent(JSON.stringify(list))}`;
}

type Figure = HTMLElementTagNameMap['deconv-transfer'];

async function placeTransfer(changes: Partial<Figure> = {}): Promise<Figure> {
  const figure = document.createElement('deconv-transfer');
  Object.assign(figure, {
    engine: fakeEngine(),
    model: MODEL,
    lessons: await lessons(),
    ...changes,
  });
  figure.innerHTML = '<h2 slot="title">Night or day?</h2>';
  document.body.append(figure);
  await expect.poll(() => all(figure, '.tile').length).toBeGreaterThan(0);
  return figure;
}

const button = (figure: Figure, words: string): HTMLElement => {
  const found = all(figure, 'button').find((each) => textOf(each) === words);
  if (!found) throw new Error(`no button says ${words}`);
  return found;
};
const learned = (figure: Figure): Promise<void> => expect.poll(() => figure.running).toBe('ready');
async function taught(changes: Partial<Figure> = {}): Promise<Figure> {
  const figure = await placeTransfer(changes);
  button(figure, 'Run it here').click();
  await learned(figure);
  await figure.updateComplete;
  return figure;
}

afterEach(() => {
  document.querySelectorAll('deconv-transfer').forEach((each) => each.remove());
  document.documentElement.style.removeProperty('color-scheme');
});

describe('<deconv-transfer>', () => {
  test('shows its lesson and asks nothing of an engine until the reader does', async () => {
    let loads = 0;
    const engine: Engine = {
      ...fakeEngine(),
      loadModel: () => Promise.reject(new Error(`${loads++}`)),
    };
    const figure = await placeTransfer({ engine });
    expect(all(figure, '.class').map((each) => each.querySelectorAll('.tile').length)).toEqual([
      3, 2, 1,
    ]);
    expect(loads).toBe(0);
    expect(figure.toJSON()).toBeUndefined();
  });

  test('no empty classes stand there while the photos of its lesson are on their way', async () => {
    const figure = document.createElement('deconv-transfer');
    Object.assign(figure, { engine: fakeEngine(), model: MODEL, lessons: await lessons() });
    const empty = new Set<number>();
    document.body.append(figure);
    new MutationObserver(() => empty.add(all(figure, '.none').length)).observe(figure.shadowRoot!, {
      ...{ childList: true, subtree: true },
    });
    await expect.poll(() => all(figure, '.tile').length).toBeGreaterThan(0);
    expect([...empty]).toEqual([0]);
  });

  test('learns, marks what the others answered wrong, and answers the new photo', async () => {
    const figure = await taught();
    expect(all(figure, '.verdict').map(textOf)).toEqual([
      ...['✓ 90 %', '✓ 90 %', '✗ day, 90 %', '✓ 90 %', '✓ 90 %', 'night, 90 %'],
    ]);
    expect(textOf(one(figure, '.tally b'))).toBe('4 of 5 right');
    expect(textOf(one(figure, '.tally p'))).toContain('between 38 % and 96 %');
    await expect.poll(spoken).toContain('4 of 5 photos are answered right');
    expect(figure.toJSON()).toMatchObject({
      classifier: { layer: 'conv5', strength: 0.001 },
      unseen: { right: 4, count: 5 },
      asked: [{ probabilities: [0.9, 0.1] }],
    });
  });

  test('says what a place speaks for, as arrow keys and the pointer move on', async () => {
    const figure = await taught();
    const field = one(figure, '.field');
    const said = (): string => field.getAttribute('aria-valuetext')!;
    // The fake engine's evidence of place n is sin(1 + n) / 10: nearest to ±1 at n = 10.
    expect(said()).toBe('row 1, column 11: −0.10 against night');
    field.focus();
    await userEvent.keyboard('{Home}{ArrowDown}{ArrowRight}');
    await figure.updateComplete;
    expect(said()).toBe('row 2, column 2: +0.04 for night');
    const map = one(figure, '.map');
    const { right, bottom } = map.getBoundingClientRect();
    const at = { clientX: right - 2, clientY: bottom - 2, button: 0, buttons: 1 };
    map.dispatchEvent(new PointerEvent('pointerdown', at));
    await figure.updateComplete;
    expect(said()).toMatch(/^row 11, column 11: /);
    one(figure, '.evidence input[value="1"]').click();
    await figure.updateComplete;
    expect(said()).toMatch(/(against|for) day$/);
  });

  test('colours places for and against, and leaves grey what no place is about', async () => {
    const figure = await taught();
    const map = one<HTMLImageElement>(figure, '.map img');
    await map.decode();
    const canvas = new OffscreenCanvas(96, 96);
    const context = canvas.getContext('2d')!;
    context.drawImage(map, 0, 0);
    const [red, , blue] = context.getImageData(4, 4, 1, 1).data;
    expect(red).toBeGreaterThan(blue!);
  });

  test('another layer, a removed photo and a new name are learned from at once', async () => {
    const figure = await taught();
    one<HTMLButtonElement>(figure, '.tile:nth-child(3) .remove').click();
    await expect.poll(() => textOf(one(figure, '.tally b'))).toBe('4 of 4 right');
    const name = one<HTMLInputElement>(figure, '.heading input');
    name.value = 'dark';
    name.dispatchEvent(new Event('change'));
    await expect.poll(() => all(figure, '.verdict').map(textOf).at(-1)).toBe('dark, 90 %');
    const select = one<HTMLSelectElement>(figure, '.options select');
    select.value = 'conv2';
    select.dispatchEvent(new Event('change'));
    await expect.poll(() => figure.layer).toBe('conv2');
    await learned(figure);
    expect(figure.toJSON()).toMatchObject({ classifier: { layer: 'conv2' }, unseen: { count: 4 } });
  });

  test('classes of the same name stay two, and a class more has a name of its own', async () => {
    const figure = await taught();
    const names = (): string[] =>
      all<HTMLInputElement>(figure, '.heading input').map(({ value }) => value);
    const [, second] = all<HTMLInputElement>(figure, '.heading input');
    second!.value = 'night';
    second!.dispatchEvent(new Event('change'));
    await figure.updateComplete;
    await learned(figure);
    await figure.updateComplete;
    expect(names()).toEqual(['night', 'night']);
    expect(all(figure, '.tile.wrong')).toHaveLength(1);
    while (names().length < 4) {
      button(figure, 'Add a class').click();
      await figure.updateComplete;
    }
    expect(names().slice(2)).toEqual(['a third', 'a fourth']);
  });

  test('a drawing stays with its class when one before it goes', async () => {
    const figure = await placeTransfer();
    button(figure, 'Add a class').click();
    await figure.updateComplete;
    all(figure, '.class')[2]!.querySelector<HTMLElement>('button.button')!.click();
    await figure.updateComplete;
    const pad = one(figure, 'deconv-sketch');
    all(figure, '.heading .remove')[0]!.click();
    await figure.updateComplete;
    const names = all<HTMLInputElement>(figure, '.heading input').map(({ value }) => value);
    expect(names).toEqual(['day', 'a third']);
    expect(all(figure, '.class').map((each) => each.querySelector('deconv-sketch'))).toEqual([
      ...[null, pad, null],
    ]);
    [...pad.shadowRoot!.querySelectorAll('button')]
      .find((each) => each.textContent === 'Use it')!
      .click();
    await figure.updateComplete;
    expect(all(figure, '.class').map((each) => each.querySelectorAll('.tile').length)).toEqual([
      2, 1, 1,
    ]);
  });

  test('before it has learned it says what will be found, beside the photo looked at', async () => {
    const figure = await placeTransfer();
    const rest = one(figure, '[part=unlearned]');
    expect(textOf(rest)).toContain('Nothing is learned yet');
    expect(rest.querySelector('img')!.src).toBe(
      all(figure, '.asked .pick img').map((each) => (each as HTMLImageElement).src)[0],
    );
    figure.run();
    await learned(figure);
    await figure.updateComplete;
    expect(all(figure, '[part=unlearned]')).toEqual([]);
  });

  test('photos of one class only: it says what is missing', async () => {
    const figure = await placeTransfer({ lesson: 'one alone' });
    await expect.poll(() => all(figure, '.tile').length).toBe(1);
    figure.run();
    await figure.updateComplete;
    expect(figure.running).toBe('idle');
    expect(textOf(one(figure, '.run .hint'))).toContain('photos of one class only, “night”');
  });

  test('empty, it takes files and drawings, and learns', async () => {
    const figure = await placeTransfer({ autorun: true });
    all(figure, '.lessons input').at(-1)!.click();
    await expect.poll(() => all(figure, '.tile').length).toBe(0);
    expect(textOf(one(figure, '.run .hint'))).toContain('It waits for photos of two classes');
    const file = new File([await (await fetch(await address(240))).blob()], 'sun.png', {
      type: 'image/png',
    });
    const input = all<HTMLInputElement>(figure, '.intake input')[1]!;
    const files = new DataTransfer();
    files.items.add(file);
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    await expect.poll(() => all(figure, '.tile').length).toBe(1);
    button(figure, 'Draw').click();
    await figure.updateComplete;
    const pad = one(figure, 'deconv-sketch');
    await expect.poll(() => pad.shadowRoot!.activeElement?.localName).toBe('canvas');
    await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    const canvas = pad.shadowRoot!.querySelector('canvas')!;
    const inked = (): number =>
      canvas
        .getContext('2d')!
        .getImageData(0, 0, 192, 192)
        .data.filter((value) => value < 60).length;
    expect(inked()).toBeGreaterThan(100);
    [...pad.shadowRoot!.querySelectorAll('button')]
      .find((each) => each.textContent === 'Use it')!
      .click();
    await expect.poll(() => all(figure, '.tile').length).toBe(2);
    expect(inked()).toBe(0);
    await learned(figure);
    expect(textOf(one(figure, '.tally'))).toContain('Each class has but one photo');
  });

  test('what is no picture is refused by its name', async () => {
    const figure = await placeTransfer();
    const input = one<HTMLInputElement>(figure, '.intake input');
    const files = new DataTransfer();
    files.items.add(new File(['words'], 'notes.txt', { type: 'text/plain' }));
    input.files = files.files;
    input.dispatchEvent(new Event('change'));
    await expect
      .poll(() => all(figure, '.hint.problem').map(textOf).join())
      .toContain('“notes.txt” is not a picture');
  });

  test('a failure is told, and trying again learns', async () => {
    let failing = true;
    const failure = () => (failing ? new Error('the graphics processor is gone') : undefined);
    const figure = await placeTransfer({ engine: fakeEngine({ failure }) });
    const failed = new Promise((resolve) =>
      figure.addEventListener('error', resolve, { once: true }),
    );
    button(figure, 'Run it here').click();
    await failed;
    await figure.updateComplete;
    expect(textOf(one(figure, '.run .hint'))).toBe('the graphics processor is gone');
    failing = false;
    button(figure, 'Try again').click();
    await learned(figure);
  });

  test('a newer wish replaces the one that runs, which Cancel ends', async () => {
    const figure = await placeTransfer({ engine: fakeEngine({ endless: true }) });
    button(figure, 'Run it here').click();
    await expect.poll(() => figure.running).toBe('computing');
    button(figure, 'Cancel').click();
    await expect.poll(() => figure.running).toBe('idle');
  });

  test('is saved as a drawing that says what was learned', async () => {
    const figure = await taught();
    await Promise.all(all<HTMLImageElement>(figure, 'img').map((image) => image.decode()));
    const svg = new DOMParser().parseFromString(await figure.toSVG(), 'image/svg+xml');
    expect(svg.querySelector('metadata')!.textContent).toContain('"right":4');
  });

  test.each(['light', 'dark'])('axe finds nothing in the %s theme', async (scheme) => {
    document.documentElement.style.colorScheme = scheme;
    const figure = await taught();
    one(figure, '.numbers button').click();
    button(figure, 'Draw').click();
    await figure.updateComplete;
    expect(await violationsIn('deconv-transfer')).toEqual([]);
  });
});

test.each([
  [8, 10],
  [0, 5],
  [12, 12],
  [1, 3],
])('the rate behind %d right in %d lies where Wilson’s equation holds', (right, count) => {
  const share = right / count;
  const ends = interval(right, count);
  expect(ends[0]).toBeLessThanOrEqual(share);
  expect(ends[1]).toBeGreaterThanOrEqual(share);
  for (const rate of ends)
    expect((rate - share) ** 2).toBeCloseTo((1.96 ** 2 * rate * (1 - rate)) / count, 10);
});
