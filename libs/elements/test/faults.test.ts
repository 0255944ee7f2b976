import { fakeEngine } from '@deconv/engine/fake';
import type { Results } from '@deconv/results';
import type { LitElement } from 'lit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import '../src/index.js';
import {
  addressOf,
  attributeResults,
  correspondResults,
  diagnoseResults,
  evolutionResults,
  invarianceResults,
  occludeResults,
  topResults,
} from './documents.js';
import { liveEngine, pictures } from './liveEngine.js';
import { pictureFile } from './figure.js';
import { all, textOf } from './poster.js';
import { unitEngine } from './unitEngine.js';

const MODEL = `${location.origin}/models/tiny/`;
const placed: HTMLElement[] = [];
afterEach(() => {
  placed.splice(0).forEach((figure) => figure.remove());
  vi.restoreAllMocks();
});

/** A figure with these attributes and properties, and how often it fired `error`. */
function place(tag: string, attributes: Record<string, string>, properties: object = {}) {
  const figure = document.createElement(tag as 'deconv-grid');
  Object.assign(figure, properties);
  for (const [name, value] of Object.entries(attributes)) figure.setAttribute(name, value);
  const heard = { errors: 0 };
  figure.addEventListener('error', () => heard.errors++);
  document.body.append(figure);
  placed.push(figure);
  return { figure, heard };
}

const saidBy = (figure: LitElement): string =>
  all(figure, '.fault, .problem, .failure p').map(textOf).join(' | ');

const live = () => ({ engine: liveEngine(), images: pictures('photos/fox.png', 'photos/dog.png') });
const look = async () => ({
  engine: unitEngine(),
  photo: URL.createObjectURL(await pictureFile()),
});

const doc = (results: Results) => addressOf(results);

const CASES: [
  what: string,
  tag: string,
  attributes: Record<string, string>,
  given: () => object | Promise<object>,
  said: RegExp,
][] = [
  [
    'a layer that the document has not',
    'deconv-grid',
    { src: doc(topResults()), layer: 'nope' },
    () => ({}),
    /layer is “nope”; expected one of conv1, conv5/,
  ],
  [
    'a layer that the document has not',
    'deconv-filters',
    { src: doc(diagnoseResults()), layer: 'nope' },
    () => ({}),
    /layer is “nope”; expected one of conv1/,
  ],
  [
    'layers that the network has not',
    'deconv-grid',
    { model: MODEL, autorun: '', layers: 'conv1,nope' },
    live,
    /layers is “nope”; expected one of conv1, conv5/,
  ],
  [
    'layers that the network has not',
    'deconv-invariance',
    { model: MODEL, autorun: '', layers: 'nope' },
    live,
    /layers is “nope”; expected one of conv1, conv5/,
  ],
  [
    'a layer that the network has not',
    'deconv-occlusion',
    { model: MODEL, autorun: '', layer: 'nope' },
    live,
    /layer is “nope”; expected one of conv1, conv5/,
  ],
  [
    'a map that the layer has not',
    'deconv-occlusion',
    { model: MODEL, autorun: '', layer: 'conv5', channel: '99' },
    live,
    /conv5 has maps 0 to 15; there is no map 99/,
  ],
  [
    'a class that the network has not',
    'deconv-occlusion',
    { model: MODEL, autorun: '', 'class-index': '7' },
    live,
    /class-index is 7; tiny tells classes 0 to 2 apart/,
  ],
  [
    'a size that is no number',
    'deconv-occlusion',
    { model: MODEL, autorun: '', size: 'large' },
    live,
    /size is “large”; expected a whole number of at least 1/,
  ],
  [
    'a stride of zero beside a document',
    'deconv-occlusion',
    { src: doc(occludeResults()), stride: '0' },
    () => ({}),
    /stride is “0”; expected a whole number of at least 1/,
  ],
  [
    'a transform that is none',
    'deconv-invariance',
    { src: doc(invarianceResults()), transform: 'shear' },
    () => ({}),
    /transform is “shear”; expected one of rotate, scale/,
  ],
  [
    'a method that is none',
    'deconv-attribution',
    { src: doc(attributeResults()), method: 'saliency' },
    () => ({}),
    /method is “saliency”; expected one of integrated-gradients, grad-cam/,
  ],
  [
    'no steps at all',
    'deconv-attribution',
    { src: doc(attributeResults()), steps: '0' },
    () => ({}),
    /steps is “0”; expected a whole number of at least 1/,
  ],
  [
    'a layer that the network has not',
    'deconv-attribution',
    { model: MODEL, autorun: '', method: 'grad-cam', layer: 'nope' },
    live,
    /layer is “nope”; expected one of conv1, conv5/,
  ],
  [
    'a class that the network has not',
    'deconv-attribution',
    { model: MODEL, autorun: '', 'class-index': '7' },
    live,
    /class-index is 7; tiny tells classes 0 to 2 apart/,
  ],
  [
    'a layer that the network has not',
    'deconv-projection',
    { model: MODEL, autorun: '', layer: 'nope' },
    look,
    /layer is “nope”; expected one of conv1, pool1, conv2, conv3/,
  ],
  [
    'a map that the layer has not',
    'deconv-projection',
    { model: MODEL, autorun: '', layer: 'conv2', channel: '60' },
    look,
    /conv2 has maps 0 to 5; there is no map 60/,
  ],
  [
    'a map that is no number',
    'deconv-projection',
    { model: MODEL, autorun: '', channel: 'x' },
    look,
    /channel is “x”; expected a whole number/,
  ],
  [
    'a place that is none',
    'deconv-projection',
    { model: MODEL, autorun: '', at: 'middle' },
    look,
    /at is “middle”; expected row and column/,
  ],
  [
    'a control that is none',
    'deconv-projection',
    { model: MODEL, autorun: '', control: 'noise' },
    look,
    /control is “noise”; expected one of random-weights, cascade, shuffled-switches/,
  ],
  [
    'a rule that is none',
    'deconv-stepper',
    { model: MODEL, autorun: '', rule: 'magic' },
    look,
    /rule is “magic”; expected one of deconvnet, guided, gradient/,
  ],
  [
    'a layer that the network has not',
    'deconv-maps',
    { model: MODEL, autorun: '', layer: 'nope' },
    look,
    /layer is “nope”; expected one of/,
  ],
  [
    'layers that the network has not',
    'deconv-lens',
    { model: MODEL, autorun: '', layers: 'conv1,nope' },
    async () => {
      const { engine, photo } = await look();
      return { engine, src: photo };
    },
    /layers is “nope”; expected one of/,
  ],
  [
    'a layer to look through that it has not',
    'deconv-lens',
    { model: MODEL, autorun: '', through: 'nope' },
    async () => {
      const { engine, photo } = await look();
      return { engine, src: photo };
    },
    /through is “nope”; expected one of/,
  ],
  [
    'to compute without a network',
    'deconv-occlusion',
    { autorun: '' },
    () => ({}),
    /autorun is set, but no model/,
  ],
  [
    'to compute without a network',
    'deconv-lens',
    { autorun: '' },
    () => ({}),
    /autorun is set, but no model/,
  ],
  [
    'to compute without a network',
    'deconv-transfer',
    { autorun: '' },
    () => ({}),
    /autorun is set, but no model/,
  ],
  [
    'a document without layers',
    'deconv-grid',
    { src: doc({ ...topResults(), layers: [] }) },
    () => ({}),
    /layers of the document is \[\]/,
  ],
  [
    'a document without images',
    'deconv-attribution',
    { src: doc({ ...attributeResults(), images: [] }) },
    () => ({}),
    /images of the document is \[\]/,
  ],
  [
    'a document without images',
    'deconv-invariance',
    { src: doc({ ...invarianceResults(), images: [] }) },
    () => ({}),
    /images of the document is \[\]/,
  ],
  [
    'a document without checkpoints',
    'deconv-evolution',
    { src: doc({ ...evolutionResults(), checkpoints: [], maps: [] }) },
    () => ({}),
    /checkpoints of the document is \[\]/,
  ],
  [
    'a document without networks',
    'deconv-filters',
    { src: doc({ ...diagnoseResults(), networks: [] }) },
    () => ({}),
    /networks of the document is \[\]/,
  ],
  [
    'samples that are no list',
    'deconv-lens',
    { model: MODEL, images: 'data:application/json,{}' },
    () => ({ engine: unitEngine() }),
    /sample photos at .* are no list; expected JSON/,
  ],
  [
    'lessons that are no list',
    'deconv-transfer',
    { model: MODEL, lessons: 'data:application/json,5' },
    () => ({ engine: fakeEngine() }),
    /lessons at .* are no list; expected JSON/,
  ],
  [
    'checkpoints that are no list',
    'deconv-evolution',
    { model: MODEL, autorun: '', checkpoints: 'data:application/json,7' },
    live,
    /checkpoints at .* are no list; expected JSON/,
  ],
  [
    'landmarks of another form',
    'deconv-correspondence',
    { model: MODEL, autorun: '', landmarks: 'data:application/json,null' },
    live,
    /"images" is missing in /,
  ],
];

describe('a value that nothing has', () => {
  test.each(CASES)(
    '%s is said by <%s>, with what there is, and fires error',
    async (_, tag, attributes, given, said) => {
      const { figure, heard } = place(tag, attributes, await given());
      await expect.poll(() => saidBy(figure)).toMatch(said);
      expect(heard.errors).toBeGreaterThan(0);
    },
  );

  test('is no fault once it is another', async () => {
    const { figure } = place('deconv-grid', { src: doc(topResults()), layer: 'nope' });
    await expect.poll(() => saidBy(figure)).toMatch(/nope/);
    figure.setAttribute('layer', 'conv1');
    await expect.poll(() => saidBy(figure)).toBe('');
  });

  test('none stands where all fits', async () => {
    const { figure, heard } = place('deconv-correspondence', { src: doc(correspondResults()) });
    await expect.poll(() => figure.shadowRoot?.querySelector('.plate.ready')).toBeTruthy();
    expect(saidBy(figure)).toBe('');
    expect(heard.errors).toBe(0);
  });
});

test('a photo of another origin that its server lets nobody read is named, with the header that is missing', async () => {
  const { fetch } = globalThis;
  vi.spyOn(globalThis, 'fetch').mockImplementation((address, options) =>
    (address instanceof Request ? address.url : address.toString()).includes('photos.example')
      ? Promise.reject(new TypeError('Failed to fetch'))
      : fetch(address, options),
  );
  const src = 'https://photos.example/dog.jpg';
  const { figure, heard } = place(
    'deconv-lens',
    { model: MODEL, src, autorun: '' },
    { engine: unitEngine() },
  );
  await expect
    .poll(() => saidBy(figure))
    .toMatch(/photos\.example\/dog\.jpg could not be reached.*Access-Control-Allow-Origin/);
  expect(heard.errors).toBe(1);
});

test('while a photo cannot be read, the one before it stays, with all that was found in it', async () => {
  const { engine, photo } = await look();
  const { figure } = place('deconv-maps', { model: MODEL, autorun: '' }, { engine, photo });
  await expect.poll(() => figure.shadowRoot?.querySelector('.plate.ready')).toBeTruthy();
  const before = JSON.stringify(figure);
  const pictures = () =>
    all(figure, 'deconv-pixels').filter((each) => Reflect.get(each, 'picture')).length;
  const drawn = pictures();
  Object.assign(figure, { photo: 'data:text/plain,none' });
  await expect.poll(() => saidBy(figure)).toMatch(/not a picture/);
  expect(JSON.parse(JSON.stringify(figure))).toMatchObject({
    photo: (JSON.parse(before) as { photo: string }).photo,
  });
  expect(pictures()).toBe(drawn);
});

describe('the focus', () => {
  test.each(['deconv-projection', 'deconv-stepper', 'deconv-maps'])(
    'stays inside <%s> where its button goes',
    async (tag) => {
      const { figure } = place(tag, { model: MODEL }, await look());
      await expect.poll(() => all(figure, '.start button').length).toBe(1);
      const [button] = all(figure, '.start button');
      button!.focus();
      button!.click();
      await expect.poll(() => all(figure, '.start button').length).toBe(0);
      await figure.updateComplete;
      expect(document.activeElement).toBe(figure);
      expect(figure.shadowRoot?.activeElement).toBeTruthy();
    },
  );

  test('goes on to Cancel where Run it here was', async () => {
    const engine = liveEngine();
    engine.held = true;
    const { figure } = place(
      'deconv-occlusion',
      { model: MODEL, src: doc(occludeResults()) },
      { ...live(), engine },
    );
    const run = () => all(figure, '.run button').find((each) => textOf(each) === 'Run it here');
    await expect.poll(run).toBeTruthy();
    run()!.focus();
    run()!.click();
    await expect.poll(() => all(figure, '.run.computing').length).toBe(1);
    expect(figure.shadowRoot?.activeElement?.closest('.run')).toBeTruthy();
    engine.resume();
  });
});

describe('a figure is called', () => {
  const nameOf = (figure: LitElement) =>
    figure.shadowRoot?.querySelector('figure.plate')?.getAttribute('aria-label');

  test.each([
    'deconv-grid',
    'deconv-occlusion',
    'deconv-measures',
    'deconv-transfer',
    'deconv-lens',
    'deconv-maps',
    'deconv-stepper',
  ])('by its heading or caption, and <%s> by what it is without them', async (tag) => {
    const { figure } = place(tag, {});
    await figure.updateComplete;
    expect(nameOf(figure)).toBe(tag.replace('deconv-', ''));
    figure.innerHTML = '<p slot="caption">A dog, and what it excites.</p>';
    await expect.poll(() => nameOf(figure)).toBe('A dog, and what it excites.');
    figure.innerHTML = '<h3 slot="title">What do\n you see?</h3>';
    await expect.poll(() => nameOf(figure)).toBe('What do you see?');
  });
});
