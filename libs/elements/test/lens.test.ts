import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { cellAt, pixelByKey } from '../src/parts/place/Pixel.js';
import { lensLayers } from '../src/parts/choices/lensLayers.js';
import type { DeconvLens } from '../src/index.js';
import { addressOf, lensResults, topResults } from './documents.js';
import { pictureFile } from './figure.js';
import { all, one, spoken, stands, textOf } from './poster.js';
import { unitEngine, type UnitEngine } from './unitEngine.js';
import { violationsIn } from './violationsIn.js';

let engine: UnitEngine;
let lens: DeconvLens;

beforeEach(async () => {
  engine = unitEngine();
  lens = document.createElement('deconv-lens');
  lens.innerHTML = '<h2 slot="title">What is there?</h2>';
  Object.assign(lens, { model: '/models/tiny/', engine });
  lens.src = URL.createObjectURL(await pictureFile());
});

afterEach(() => {
  lens.remove();
  document.documentElement.style.removeProperty('color-scheme');
});

const place = (): DeconvLens => {
  document.body.append(lens);
  return lens;
};

async function begin(): Promise<void> {
  place().start();
  await ready();
}

const ready = (): Promise<void> => stands(lens, 'ready');
const find = <T extends Element = HTMLElement>(selector: string): T => one<T>(lens, selector);
const every = (selector: string): HTMLElement[] => all(lens, selector);
const units = (): string[] => every('.unit').map(textOf);

/** A mouse at a pixel of the picture as the network sees it. */
function point(row: number, column: number): void {
  const handle = find('.handle');
  const { left, top, width, height } = handle.getBoundingClientRect();
  const clientX = left + ((column + 0.5) / 32) * width;
  const clientY = top + ((row + 0.5) / 32) * height;
  handle.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY, bubbles: true }));
}

test('a photo that is given later takes the place of the one that the reader chose', async () => {
  const [chosen, given] = [URL.createObjectURL(await pictureFile()), lens.src!];
  lens.src = undefined;
  const list = [{ file: chosen, label: 'red', alt: 'A red house' }];
  lens.images = `data:application/json,${encodeURIComponent(JSON.stringify(list))}`;
  await begin();
  find('.samples button').click();
  const looked = () => (lens.toJSON() as { photo: string } | undefined)?.photo;
  await expect.poll(looked).toBe('A red house');
  lens.src = chosen;
  await ready();
  expect(looked()).toBe('A red house');
  lens.src = given;
  await expect.poll(looked).toBe('Your photo');
});

test('computes nothing until the reader asks', async () => {
  place();
  await expect.poll(() => every('.start button').length).toBe(1);
  const busy = document.createElement('deconv-lens');
  Object.assign(busy, { model: '/models/tiny/', engine: unitEngine(), autorun: true });
  busy.src = lens.src;
  document.body.prepend(busy);
  await stands(busy, 'ready');
  busy.remove();
  expect(engine.seeds).toEqual([]);
  find('.start button').click();
  await ready();
  expect(engine.seeds).toEqual([undefined]);
});

test('there is one button to begin, whether a poster covers the picture or not', async () => {
  place();
  await expect.poll(() => every('.board .start').length).toBe(1);
  lens.append(document.createElement('img'));
  await expect.poll(() => every('.poster .start').length).toBe(1);
  expect(every('.start')).toHaveLength(1);
});

test('a press on the picture asks; what passes over it, or scrolls by, does not', async () => {
  place();
  await lens.updateComplete;
  for (const pointerType of ['touch', 'mouse'])
    find('.stage').dispatchEvent(new PointerEvent('pointerenter', { pointerType }));
  await lens.updateComplete;
  expect(lens.stage).toBe('idle');
  find('.stage').click();
  await ready();
});

describe('a tour', () => {
  /** How long it stays at a place, in milliseconds. */
  const STAY = 2800;
  const drawn = (): string[] =>
    every('.projection image').map((image) => image.getAttribute('href')!.slice(0, 14));
  const later = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(STAY);
    await lens.updateComplete;
  };
  /** Its timer begins once it is seen to be in view, which no event tells. */
  const movedOn = (to: string[]): Promise<void> =>
    expect.poll(() => later().then(units)).toEqual(to);
  afterEach(() => {
    // What waits to be said is said: the whole page shares one status, which would wait for ever.
    if (vi.isFakeTimers()) vi.runOnlyPendingTimers();
    vi.useRealTimers();
  });
  const places = async (): Promise<void> => {
    lens.tour = addressOf(lensResults());
    place();
    await expect.poll(() => every('.pane .projection').length).toBeGreaterThan(0);
  };

  test('shows its first place, inside the whole field of each unit, and nothing computes', async () => {
    await places();
    expect(units()).toEqual(['map 3 1.5', 'map 8 1.5']);
    expect(drawn()).toEqual(['data:image/png', 'data:image/png']);
    // The unit of row 3 sees rows from 3; that of row 2 rows from 2: both lie whole inside the picture.
    const around = every('.patch').map((patch) => patch.getAttribute('viewBox'));
    expect(around).toEqual(['1 3 3 3', '1 2 5 5']);
    expect(every('.fields .field')).toHaveLength(2);
    expect(lens.stage).toBe('idle');
    expect(engine.seeds).toEqual([]);
    expect(await violationsIn('deconv-lens')).toEqual([]);
  });

  test('goes on by itself, until the reader stops it, and again', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await places();
    const second = ['map 5 1.5', 'nothing active here'];
    await movedOn(second);
    find('.start .quiet').click();
    await expect.poll(() => textOf(find('.start .quiet'))).toBe('Move on');
    await later();
    expect(units()).toEqual(second);
    find('.start .quiet').click();
    await movedOn(['map 3 1.5', 'map 8 1.5']);
    expect(engine.seeds).toEqual([]);
  });

  test('stands still while the reader is there', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await places();
    find('.look').dispatchEvent(new PointerEvent('pointerenter'));
    await later();
    expect(units()).toEqual(['map 3 1.5', 'map 8 1.5']);
    find('.look').dispatchEvent(new PointerEvent('pointerleave'));
    await movedOn(['map 5 1.5', 'nothing active here']);
  });

  test('stands at the place nearest to a mouse, and a press asks the network there', async () => {
    await places();
    point(29, 5); // of 32: row 10 of 12
    await expect.poll(units).toEqual(['map 5 1.5', 'nothing active here']);
    // What is said is of the place that is shown.
    expect(find('.handle').getAttribute('aria-valuetext')).toMatch(/^row 9, column 2/);
    expect(engine.seeds).toEqual([]);
    find('.handle').click();
    await ready();
    expect(every('.projection')).toEqual([]);
    expect(engine.questions[0]!.pixel).toEqual(lens.place);
    expect(lens.place).toEqual([11, 2]);
  });

  test('taken away, nothing of it stays', async () => {
    await places();
    lens.tour = undefined;
    await expect.poll(() => every('.projection').length).toBe(0);
    expect(every('.fields')).toEqual([]);
  });

  test('that cannot be read is told of, and the lens goes on', async () => {
    const { images, ...rest } = lensResults();
    const broken = { ...rest, images: [{ ...images[0]!, places: [] }] };
    lens.tour = `data:application/json,${encodeURIComponent(JSON.stringify(broken))}`;
    await begin();
    await expect.poll(() => textOf(find('[part=fault]'))).toContain('places');
    expect(every('.pane.fresh')).toHaveLength(3);
  });

  test('of another rule, of random weights or of a photo that the reader chose is not shown', async () => {
    await places();
    lens.rule = 'gradient';
    await expect.poll(() => every('.projection').length).toBe(0);
    lens.rule = 'deconvnet';
    await expect.poll(() => every('.projection').length).toBe(2);
    lens.random = 1;
    await expect.poll(() => every('.projection').length).toBe(0);
    lens.random = undefined;
    await expect.poll(() => every('.projection').length).toBe(2);
    const own = new DataTransfer();
    own.items.add(await pictureFile());
    const input = find<HTMLInputElement>('input[type=file]');
    input.files = own.files;
    input.dispatchEvent(new Event('change'));
    await expect.poll(() => every('.projection').length).toBe(0);
  });
});

test('with autorun it computes as soon as it is near', async () => {
  lens.autorun = true;
  place();
  await ready();
});

test('shows the strongest unit of each convolution in the middle, with its outline', async () => {
  await begin();
  expect(every('.pane')).toHaveLength(3);
  expect(units()).toEqual(['map 0 1.08', 'map 2 1.04', 'map 2 1.04']);
  expect(every('.fields .field')).toHaveLength(3);
});

test('the newest place wins: one question at a time, those between are never asked', async () => {
  await begin();
  engine.questions.length = 0;
  engine.held = true;
  point(4, 4);
  await expect.poll(() => engine.questions.length).toBe(1);
  for (const column of [6, 12, 20, 27]) {
    point(9, column);
    await lens.updateComplete;
  }
  expect(engine.questions).toHaveLength(1);
  engine.held = false;
  engine.resume();
  await ready();
  expect(engine.most).toBe(1);
  const asked = new Set(engine.questions.map(({ pixel }) => pixel.join()));
  expect([...asked]).toEqual(['4,4', '9,27']);
  expect(units()[0]).toBe('map 1 1.04');
});

test('asks only for layers whose unit at the new place is another', async () => {
  await begin();
  engine.questions.length = 0;
  point(18, 18);
  await ready();
  expect(engine.questions.flatMap(({ layers }) => layers)).toEqual(['conv1']);
});

test('a place seen before is shown without asking', async () => {
  await begin();
  point(2, 2);
  await ready();
  engine.questions.length = 0;
  point(16, 16);
  await ready();
  expect(units()[0]).toBe('map 0 1.08');
  expect(engine.questions).toEqual([]);
});

test('arrow keys move by a pixel, with Shift by eight, Home and End to the ends', async () => {
  await begin();
  const heard: unknown[] = [];
  lens.addEventListener('deconv-place', ({ detail }: CustomEventInit<{ at: number[] }>) =>
    heard.push(detail?.at),
  );
  find('.handle').focus();
  await userEvent.keyboard('{ArrowRight}{Shift>}{ArrowDown}{/Shift}{Home}{End}{PageUp}');
  expect(heard).toEqual([
    ...[
      [16, 17],
      [24, 17],
      [24, 0],
      [24, 31],
      [16, 31],
    ],
  ]);
  await ready();
  expect(find('.handle').getAttribute('aria-valuetext')).toMatch(/^row 16, column 31: conv1 map/);
});

test('a layer with nothing active says so', async () => {
  await begin();
  point(30, 4);
  await ready();
  expect(units()[2]).toBe('nothing active here');
});

test('at rest, one polite status tells what is there', async () => {
  await begin();
  point(8, 8);
  await expect.poll(spoken).toMatch(/^row 8, column 8: conv1 map 0, activation/);
});

test('choosing a unit tells the page its address', async () => {
  await begin();
  const heard: unknown[] = [];
  lens.addEventListener('deconv-unit', ({ detail }: CustomEventInit) => heard.push(detail));
  find('.unit .link').click();
  expect(heard).toEqual([{ layer: 'conv1', channel: 0, at: [8, 8], address: 'conv1:map 0' }]);
});

test('a layer can be looked through, and its projection lies on the picture', async () => {
  await begin();
  every('button.pair')[1]?.click();
  await lens.updateComplete;
  expect(lens.getAttribute('through')).toBe('conv2');
  expect(find('button.pair[aria-pressed=true]').getAttribute('aria-label')).toMatch(/conv2/);
  expect(every('.through')).toHaveLength(1);
  every('button.pair')[1]?.click();
  await lens.updateComplete;
  expect(every('.through')).toHaveLength(0);
});

test('rule and random network ask again at the same place', async () => {
  await begin();
  point(4, 9);
  await ready();
  find<HTMLInputElement>('input[value=guided]').click();
  await expect.poll(() => engine.questions.at(-1)?.rule).toBe('guided');
  await ready();
  find<HTMLInputElement>('input[role=switch]').click();
  await expect.poll(() => engine.seeds).toEqual([undefined, 1]);
  await expect.poll(() => engine.open.size).toBe(1);
  await ready();
  expect(engine.questions.at(-1)?.pixel).toEqual([4, 9]);
});

test('the layers asked for stand in the network’s order', async () => {
  lens.layers = 'conv3, conv1';
  await begin();
  expect(every('.which').map((layer) => textOf(layer).slice(2, 7))).toEqual(['conv1', 'conv3']);
});

test('with a document of top, a unit in it shows what excites it most', async () => {
  lens.top = `data:application/json,${encodeURIComponent(JSON.stringify(topResults()))}`;
  await begin();
  await expect.poll(() => every('.strip li').length).toBeGreaterThan(0);
  expect(find('.strip').getAttribute('aria-label')).toMatch(
    /^What excites conv\d map \d+ most among/,
  );
});

test('a dropped photo is looked at', async () => {
  await begin();
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(await pictureFile('mine.png'));
  lens.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await expect.poll(() => find('.handle').getAttribute('aria-label')).toMatch(/mine\.png/);
});

test('a failure is said, and starting again recovers', async () => {
  await begin();
  const heard: string[] = [];
  for (const name of ['error', 'load']) lens.addEventListener(name, () => heard.push(name));
  engine.failures.strongestAt = new Error('The graphics processor was taken away.');
  point(3, 3);
  await stands(lens, 'error');
  expect(textOf(find('.failure'))).toMatch(/graphics processor was taken away/);
  await expect.poll(spoken).toMatch(/taken away/);
  engine.failures = {};
  find('.failure button').click();
  await ready();
  expect(heard).toEqual(['error', 'load']);
});

test('leaving the page frees the photo, and coming back computes again', async () => {
  await begin();
  for (let time = 0; time < 5; time++) {
    lens.remove();
    await expect.poll(() => engine.open.size).toBe(0);
    place();
    await expect.poll(() => engine.open.size).toBe(1);
    await ready();
  }
});

test('nothing moves when panes fill', async () => {
  place();
  await expect.poll(() => find('.board').offsetHeight).toBeGreaterThan(0);
  lens.layers = 'conv1,conv2,conv3,pool1';
  await lens.updateComplete;
  const before = find('.board').getBoundingClientRect().height;
  lens.start();
  await ready();
  expect(find('.board').getBoundingClientRect().height).toBe(before);
});

describe.each(['light', 'dark'])('in the %s theme axe finds nothing', (scheme) => {
  const violations = (): Promise<string[]> => violationsIn('deconv-lens');
  beforeEach(() => (document.documentElement.style.colorScheme = scheme));

  test('while it waits', async () => {
    place();
    await expect.poll(() => every('.start button').length).toBe(1);
    expect(await violations()).toEqual([]);
  });

  test('while it loads', async () => {
    engine.held = true;
    place().start();
    await stands(lens, 'loading');
    expect(await violations()).toEqual([]);
  });

  test('once units are shown', async () => {
    await begin();
    expect(await violations()).toEqual([]);
  });

  test('when it stopped', async () => {
    engine.failures.openPhoto = new Error('out of memory');
    place().start();
    await stands(lens, 'error');
    expect(await violations()).toEqual([]);
  });
});

test('the last activation of each resolution is chosen where there are many convolutions', () => {
  const layers = [
    ...[
      ['a', 'Conv2D', 8],
      ['a relu', 'Activation', 8],
      ['b', 'Conv2D', 8],
      ['b relu', 'ReLU', 8],
    ],
    ...[
      ['pool', 'MaxPooling2D', 4],
      ['c', 'Conv2D', 4],
      ['d', 'Conv2D', 4],
      ['d pool', 'MaxPooling2D', 2],
    ],
    ...[
      ['e', 'Conv2D', 2],
      ['f', 'Conv2D', 2],
      ['f drop', 'Dropout', 2],
      ['fc', 'Dense', 1],
    ],
  ].map(([name, kind, side]) => ({
    ...{
      name: name as string,
      kind: kind as string,
      height: side as number,
      width: side as number,
    },
    ...{ channels: 1, receptiveField: null },
  }));
  const model = {
    id: 1,
    name: '',
    fingerprint: '',
    backend: '',
    backendReason: '',
    inputSize: 8,
    classes: 1,
    layers,
  };
  const names = (asked: string[]): string[] => lensLayers(model, asked).map(({ name }) => name);
  expect(names([])).toEqual(['b relu', 'd', 'f']);
  expect(names(['f', 'a'])).toEqual(['a', 'f']);
});

test('a pixel belongs to the unit whose receptive field is centred nearest to it', () => {
  const layer = {
    ...{ name: 'conv', kind: 'Conv2D', height: 11, width: 11, channels: 1 },
    receptiveField: { size: 51, stride: 8, offset: -17 },
  };
  expect(cellAt([8, 0], layer)).toEqual([0, 0]);
  expect(cellAt([13, 95], layer)).toEqual([1, 10]);
});

test('no unit of a layer is centred nearer to a pixel than the one that it belongs to', () => {
  const [height, width, size, stride, offset] = [5, 9, 11, 4, -3];
  const layer = {
    ...{ name: 'conv', kind: 'Conv2D', height, width, channels: 1 },
    receptiveField: { size, stride, offset },
  };
  const distance = (pixel: number, at: number): number =>
    Math.abs(pixel - (at * stride + offset + (size - 1) / 2));
  for (let row = 0; row < 24; row++)
    for (let column = 0; column < 40; column++) {
      const [down, across] = cellAt([row, column], layer)!;
      const nearest = (pixel: number, count: number): number =>
        Math.min(...Array.from({ length: count }, (_, at) => distance(pixel, at)));
      expect(distance(row, down)).toBe(nearest(row, height));
      expect(distance(column, across)).toBe(nearest(column, width));
      expect([down < height, across < width]).toEqual([true, true]);
    }
});

test('keys that move nothing lead nowhere', () => {
  const key = (name: string) => ({ key: name, shiftKey: false, ctrlKey: false });
  expect(pixelByKey(key('a'), [1, 1], 8)).toBeUndefined();
  expect(pixelByKey(key('ArrowLeft'), [1, 0], 8)).toEqual([1, 0]);
});
