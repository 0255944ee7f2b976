import type { LitElement } from 'lit';
import { afterEach, describe, expect, test } from 'vitest';
import { addressOf, correspondResults, diagnoseResults, evolutionResults } from './documents.js';
import { attributeResults, invarianceResults, occludeResults, topResults } from './documents.js';
import { type LiveEngine, liveEngine, pictures } from './liveEngine.js';
import { all, one, placePoster, spoken, stands, textOf } from './poster.js';
import { violationsIn } from './violationsIn.js';

const MODEL = `${location.origin}/models/tiny/`;
const marks = { nose: [0.5, 0.5], leftEye: [0.3, 0.4] };
const LANDMARKS = `data:application/json,${encodeURIComponent(JSON.stringify({ images: { 'photos/fox.png': marks, 'photos/dog.png': marks } }))}`;

/** Every figure with all that it needs to compute. */
const FIGURES = [
  ['deconv-grid', topResults, {}],
  ['deconv-occlusion', occludeResults, {}],
  ['deconv-attribution', attributeResults, {}],
  ['deconv-invariance', invarianceResults, {}],
  ['deconv-evolution', evolutionResults, { checkpoints: '1 5 64' }],
  ['deconv-filters', diagnoseResults, {}],
  ['deconv-correspondence', correspondResults, { landmarks: LANDMARKS }],
] as const;

type Tag = (typeof FIGURES)[number][0];

function placeLive(tag: Tag, engine: LiveEngine, changes: object = {}) {
  const [, results, extra] = FIGURES.find(([each]) => each === tag)!;
  const figure = placePoster(tag, addressOf(results()));
  const images = pictures('photos/fox.png', 'photos/dog.png');
  return Object.assign(figure, { engine, model: MODEL, images, ...extra, ...changes });
}

type Figure = ReturnType<typeof placeLive>;

const button = (figure: Figure, words: string): HTMLElement => {
  const found = all(figure, 'button').find((each) => textOf(each) === words);
  if (!found) throw new Error(`no button says ${words}`);
  return found;
};
const runs = (figure: Figure, stage: string): Promise<void> =>
  expect.poll(() => one(figure, '.run').classList.contains(stage)).toBe(true);
const pressRun = async (figure: Figure): Promise<void> => {
  await stands(figure, 'ready');
  button(figure, 'Run it here').click();
};

afterEach(() => document.documentElement.style.removeProperty('color-scheme'));

describe.each(FIGURES)('<%s>', (tag) => {
  test('with a document asks nothing of an engine until the reader does, then computes in its place', async () => {
    const engine = liveEngine();
    engine.held = true;
    const figure = placeLive(tag, engine);
    await stands(figure, 'ready');
    const origins: boolean[] = [];
    figure.addEventListener('deconv-origin', ({ detail }) => origins.push(detail.computed));
    expect(engine.loads).toEqual([]);
    await pressRun(figure);
    await runs(figure, 'computing');
    await expect.poll(() => textOf(one(figure, '.run .said'))).toMatch(/Covering, 25/);
    expect(one<HTMLProgressElement>(figure, 'progress').value).toBe(0.25);
    // What the document shows stays until there is more to see.
    expect(one(figure, '.plate').classList.contains('ready')).toBe(true);
    expect(await violationsIn(tag)).toEqual([]);
    const loaded = new Promise((resolve) => figure.addEventListener('load', resolve));
    engine.resume();
    await loaded;
    await runs(figure, 'ready');
    expect(textOf(one(figure, '.print'))).toMatch(/On your device/);
    await expect.poll(() => origins).toEqual([true]);
    expect(await violationsIn(tag)).toEqual([]);
    button(figure, 'Back to the document').click();
    await runs(figure, 'idle');
    expect(textOf(one(figure, '.print'))).not.toMatch(/On your device/);
    await expect.poll(() => origins).toEqual([true, false]);
  });

  test('stops when it is cancelled, and goes on when asked again', async () => {
    const engine = liveEngine();
    engine.held = true;
    const figure = placeLive(tag, engine);
    await pressRun(figure);
    await expect.poll(() => engine.asked.length).toBe(1);
    button(figure, 'Cancel').click();
    await runs(figure, 'idle');
    expect(engine.aborts).toBe(1);
    engine.resume();
    button(figure, 'Run it here').click();
    await runs(figure, 'ready');
  });

  test('says what stopped it beside the document, and recovers', async () => {
    const engine = liveEngine();
    engine.failure = new Error('The graphics processor ran out of memory.');
    const figure = placeLive(tag, engine);
    const failed = new Promise((resolve) => figure.addEventListener('error', resolve));
    await pressRun(figure);
    await failed;
    await runs(figure, 'error');
    expect(textOf(one(figure, '.hint.problem'))).toBe(engine.failure.message);
    await expect.poll(spoken).toBe(engine.failure.message);
    expect(await violationsIn(tag)).toEqual([]);
    engine.failure = undefined;
    button(figure, 'Try again').click();
    await runs(figure, 'ready');
    // Loading again starts over, whatever was lost.
    expect(engine.loads).toHaveLength(2);
  });

  test('aborts when it leaves the page, and computes when it is back', async () => {
    const engine = liveEngine();
    engine.held = true;
    const figure = placeLive(tag, engine);
    await pressRun(figure);
    await expect.poll(() => engine.asked.length).toBe(1);
    figure.remove();
    expect(engine.aborts).toBe(1);
    engine.resume();
    document.body.append(figure);
    await runs(figure, 'ready');
    figure.remove();
    document.body.append(figure);
    await runs(figure, 'ready');
    expect(engine.asked).toHaveLength(2);
  });

  test('computes with a random network at one switch, and the page is told', async () => {
    const engine = liveEngine();
    const figure = placeLive(tag, engine);
    const heard: unknown[] = [];
    figure.addEventListener('deconv-random', (event) => heard.push((event as CustomEvent).detail));
    await stands(figure, 'ready');
    one(figure, '.run [role=switch]').click();
    await runs(figure, 'ready');
    expect(engine.loads.some(({ random }) => random === 1)).toBe(true);
    expect(heard).toEqual([{ random: 1 }]);
    expect(figure.getAttribute('random')).toBe('1');
  });
});

test('without a document a figure waits to be asked, unless it may run by itself', async () => {
  const engine = liveEngine();
  const figure = placeLive('deconv-occlusion', engine, { src: undefined });
  await (figure as LitElement).updateComplete;
  await expect
    .poll(() => textOf(one(figure, '.run')))
    .toMatch(/Run it here.*computes on your device/);
  expect(engine.loads).toEqual([]);
  figure.autorun = true;
  await runs(figure, 'ready');
});

test('without a document a failure stands in the figure’s place', async () => {
  const engine = liveEngine();
  engine.failure = new Error('The picture is larger than this graphics processor takes.');
  const figure = placeLive('deconv-filters', engine, { src: undefined, autorun: true });
  await stands(figure, 'error');
  expect(textOf(one(figure, '.failure'))).toContain(engine.failure.message);
  engine.failure = undefined;
  one(figure, '.failure button').click();
  await stands(figure, 'ready');
});

test('a figure whose document has no model offers nothing to run', async () => {
  const figure = placePoster('deconv-occlusion', addressOf(occludeResults()));
  await stands(figure, 'ready');
  expect(all(figure, '.run')).toEqual([]);
  const meta = document.createElement('meta');
  Object.assign(meta, { name: 'deconv-model', content: MODEL });
  document.head.append(meta);
  figure.requestUpdate();
  await figure.updateComplete;
  expect(all(figure, '.run')).toHaveLength(1);
  meta.remove();
});

test('maps fill in from coarse to fine, and what is not there yet is said to be missing', async () => {
  const engine = liveEngine();
  engine.held = true;
  const figure = placeLive('deconv-occlusion', engine, { src: undefined, autorun: true });
  await stands(figure, 'ready');
  const canvas = one(figure, '.board').shadowRoot!.querySelector('canvas')!;
  const alpha = (x: number): number => canvas.getContext('2d')!.getImageData(x, 0, 1, 1).data[3]!;
  await expect.poll(() => canvas.width).toBe(4);
  expect([0, 1, 2, 3].map(alpha)).toEqual([255, 0, 255, 0]);
  expect(await violationsIn('deconv-occlusion')).toEqual([]);
  engine.resume();
  await runs(figure, 'ready');
  expect([0, 1, 2, 3].map(alpha)).toEqual([255, 255, 255, 255]);
});

test('a document’s own picture and options are what is computed again, until the reader sets others', async () => {
  const engine = liveEngine();
  const figure = placeLive('deconv-occlusion', engine, { images: undefined });
  await pressRun(figure);
  await runs(figure, 'ready');
  expect(engine.asked[0]).toMatchObject({
    ...{ probe: 'occlude', size: 4, stride: 3, fill: 'grey', classIndex: 1, layer: 'conv5' },
    ...{ channel: 12, image: { name: 'photos/dog.png' } },
  });
  const [size] = all<HTMLInputElement>(figure, '.options input');
  size!.value = '6';
  size!.dispatchEvent(new Event('change'));
  await expect.poll(() => engine.asked.at(-1)).toMatchObject({ size: 6, stride: 3 });
  expect(figure.getAttribute('size')).toBe('6');
  size!.value = '2';
  size!.dispatchEvent(new Event('change'));
  await expect.poll(() => engine.asked.at(-1)).toMatchObject({ size: 2, stride: 2 });
});

test('a dropped photo is computed with, and what the document watched in another is not', async () => {
  const engine = liveEngine();
  const figure = placeLive('deconv-occlusion', engine);
  await stands(figure, 'ready');
  const dataTransfer = new DataTransfer();
  const canvas = new OffscreenCanvas(8, 8);
  canvas.getContext('2d');
  const blob = await canvas.convertToBlob();
  dataTransfer.items.add(new File([blob], 'mine.png', { type: 'image/png' }));
  figure.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  await runs(figure, 'ready');
  expect(engine.asked[0]).toMatchObject({ image: { name: 'mine.png' }, size: 4 });
  expect(engine.asked[0]).not.toHaveProperty('classIndex');
});

test('another transform is computed over its own range', async () => {
  const engine = liveEngine();
  const figure = placeLive('deconv-invariance', engine);
  await pressRun(figure);
  await runs(figure, 'ready');
  expect(engine.asked[0]).toMatchObject({
    transform: 'rotate',
    to: 270,
    layers: ['conv1', 'conv5'],
  });
  Object.assign(figure, { transform: 'scale', layers: 'conv1' });
  await expect
    .poll(() => engine.asked.at(-1))
    .toMatchObject({ transform: 'scale', layers: ['conv1'] });
  expect(engine.asked.at(-1)).not.toHaveProperty('to');
});

test('checkpoints named beside a model are its epochs', async () => {
  const engine = liveEngine();
  const model = `${location.origin}/models/tiny/`;
  const figure = placeLive('deconv-evolution', engine, { model, checkpoints: '1 other/2/' });
  await pressRun(figure);
  await runs(figure, 'ready');
  expect(engine.asked[0]).toMatchObject({
    checkpoints: [
      { name: '1', url: `${model}epochs/1/` },
      { name: '2', url: `${model}other/2/` },
    ],
  });
});

test('marks are moved by keys, and measured when the reader says so', async () => {
  const engine = liveEngine();
  const figure = placeLive('deconv-correspondence', engine);
  await pressRun(figure);
  await runs(figure, 'ready');
  expect(all(figure, '.face')).toHaveLength(2);
  const spot = all(figure, '.spot')[0]!;
  expect(spot.getAttribute('aria-label')).toBe(
    'nose in photos/fox.png: 50 % from the left, 50 % from the top',
  );
  spot.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'ArrowRight', shiftKey: true, bubbles: true }),
  );
  await figure.updateComplete;
  expect(engine.asked).toHaveLength(1);
  button(figure, 'Measure with these marks').click();
  await expect.poll(() => engine.asked.length).toBe(2);
  expect(engine.asked[1]).toMatchObject({
    landmarks: { 'photos/fox.png': { nose: [0.55, 0.5], leftEye: [0.3, 0.4] } },
  });
});

test('a mark is dragged by a pointer: the nearest to where it is pressed', async () => {
  const engine = liveEngine();
  const figure = placeLive('deconv-correspondence', engine);
  await pressRun(figure);
  await runs(figure, 'ready');
  const face = one(figure, '.face');
  const { left, top, width, height } = face.getBoundingClientRect();
  const at = (x: number, y: number) => ({
    ...{ clientX: left + x * width, clientY: top + y * height, button: 0, buttons: 1 },
    bubbles: true,
  });
  face.dispatchEvent(new PointerEvent('pointerdown', at(0.28, 0.38)));
  face.dispatchEvent(new PointerEvent('pointermove', at(0.2, 0.8)));
  await figure.updateComplete;
  expect(
    all(figure, '.face:first-child .spot').map((spot) => spot.getAttribute('aria-label')),
  ).toEqual([
    'nose in photos/fox.png: 50 % from the left, 50 % from the top',
    'left eye in photos/fox.png: 20 % from the left, 80 % from the top',
  ]);
});

test('photos without marks wait until the reader has placed them', async () => {
  const engine = liveEngine();
  const images = pictures('a.png', 'b.png');
  const figure = placeLive('deconv-correspondence', engine, { images, landmarks: undefined });
  await pressRun(figure);
  await expect.poll(() => all(figure, '.spot').length).toBe(6);
  expect(textOf(one(figure, '.hint'))).toMatch(/^Drag each mark/);
  expect(engine.asked).toEqual([]);
  button(figure, 'Measure with these marks').click();
  await runs(figure, 'ready');
});

test('two networks stand side by side, a document beside one that is computed', async () => {
  const engine = liveEngine();
  const compare = addressOf(diagnoseResults());
  const figure = placeLive('deconv-filters', engine, { compare });
  await stands(figure, 'ready');
  await expect.poll(() => all(figure, '.half').length).toBe(2);
  all(figure, '.half:last-child .filter')[2]!.click();
  await figure.updateComplete;
  expect(all(figure, '.chosen-filter').map(textOf)).toEqual([
    expect.stringMatching(/^filter 0/),
    expect.stringMatching(/^filter 2/),
  ]);
  figure.setAttribute('compare', 'models/other/');
  await figure.updateComplete;
  await pressRun(figure);
  await expect.poll(() => engine.asked.length).toBe(2);
  await expect.poll(() => all(figure, '.half').length).toBe(2);
  expect(await violationsIn('deconv-filters')).toEqual([]);
});

test('a unit of the nine is shown in its photo, and traced down again by another rule', async () => {
  const engine = liveEngine();
  const figure = placeLive('deconv-grid', engine);
  await pressRun(figure);
  await runs(figure, 'ready');
  expect(one(figure, '.closer .photo').getAttribute('aria-label')).toBe(
    'photos/fox.png, with the patch outlined',
  );
  const seen = () => one<HTMLImageElement>(figure, '.closer .seen img').src;
  const first = seen();
  all(figure, '.units .unit')[1]!.dispatchEvent(new PointerEvent('pointerenter'));
  await figure.updateComplete;
  expect(one(figure, '.closer .photo').getAttribute('aria-label')).toMatch(/^photos\/dog.png/);
  expect(seen()).not.toBe(first);
  expect(engine.projected).toEqual([]);
  one(figure, '.again input[value=guided]').click();
  const unit = { layer: 'conv5', channel: 3, at: [0, 0] };
  await expect.poll(() => engine.projected).toMatchObject([{ units: [unit], rule: 'guided' }]);
  const select = one<HTMLSelectElement>(figure, '.again select');
  select.value = 'shuffled-switches';
  select.dispatchEvent(new Event('change'));
  await expect.poll(() => engine.projected.at(-1)).toMatchObject({ control: 'shuffled-switches' });
  expect(await violationsIn('deconv-grid')).toEqual([]);
});

test('the engine is told how far a figure is from what the reader sees', async () => {
  const spacer = document.createElement('div');
  spacer.style.height = '400px';
  const engine = liveEngine();
  const figure = placeLive('deconv-occlusion', engine);
  await pressRun(figure);
  await runs(figure, 'ready');
  figure.before(spacer);
  scrollTo(0, 0);
  spacer.style.height = `${innerHeight + 500}px`;
  expect(engine.loads[0]!.priority!()).toBeGreaterThan(400);
  figure.scrollIntoView();
  expect(engine.loads[0]!.priority!()).toBe(0);
  spacer.remove();
});

test('all figures speak through one status', async () => {
  const engine = liveEngine();
  const figures = FIGURES.map(([tag]) => placeLive(tag, engine));
  for (const figure of figures) {
    figure.scrollIntoView();
    await stands(figure, 'ready');
  }
  expect(document.querySelectorAll('[role=status]')).toHaveLength(1);
  expect(figures.flatMap((figure) => all(figure, '[role=status]'))).toEqual([]);
});
