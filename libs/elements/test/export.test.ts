import { readResults, type Results } from '@deconv/results';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { CitableElement } from '../src/export/CitableElement.js';
import { VERSION } from '../src/export/version.js';
import manifest from '../package.json' with { type: 'json' };
import {
  ablateResults,
  addressOf,
  attributeResults,
  correspondResults,
  descentResults,
  diagnoseResults,
  evolutionResults,
  invarianceResults,
  layersResults,
  occludeResults,
  topResults,
  transferResults,
} from './documents.js';
import { pictureFile } from './figure.js';
import { all, one, placePoster, spoken, stands, textOf } from './poster.js';
import { unitEngine } from './unitEngine.js';
import { violationsIn } from './violationsIn.js';

const FIGURES = [
  ['deconv-occlusion', occludeResults],
  ['deconv-attribution', attributeResults],
  ['deconv-grid', topResults],
  ['deconv-invariance', invarianceResults],
  ['deconv-evolution', evolutionResults],
  ['deconv-filters', diagnoseResults],
  ['deconv-stepper', descentResults],
  ['deconv-correspondence', correspondResults],
  ['deconv-measures', transferResults],
  ['deconv-measures', layersResults],
  ['deconv-measures', ablateResults],
] as const;
type Tag = (typeof FIGURES)[number][0];
/** Around a saved figure, in CSS pixels. */
const MARGIN = 16;

afterEach(() => {
  vi.restoreAllMocks();
  document.documentElement.style.removeProperty('color-scheme');
});

async function drawn<T extends Tag>(tag: T, results: Results) {
  const figure = placePoster(tag, addressOf(results));
  await stands(figure, 'ready');
  await Promise.all(all<HTMLImageElement>(figure, 'img').map((image) => image.decode()));
  return figure;
}

const parsed = (svg: string): Document => new DOMParser().parseFromString(svg, 'image/svg+xml');
const within = (drawing: Document, tag: string): Element[] => [
  ...drawing.getElementsByTagName(tag),
];
const provenanceIn = (text: string | null): { page: string; shown: Record<string, unknown> } =>
  JSON.parse(text ?? '') as { page: string; shown: Record<string, unknown> };

/** Pixels of a file, and its size. */
async function pixelsOf(blob: Blob) {
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
  const colourAt = (x: number, y: number): number[] => {
    const at = 4 * (Math.round(y) * bitmap.width + Math.round(x));
    return [...data.subarray(at, at + 3)];
  };
  return { width: bitmap.width, height: bitmap.height, colourAt };
}

describe.each(FIGURES)('<%s>', (tag, results) => {
  test('as data is the document that it shows', async () => {
    const document = results();
    const figure = await drawn(tag, document);
    const read = readResults(await (await figure.toBlob('application/json')).text());
    expect(read).toEqual(document);
    expect(JSON.parse(JSON.stringify(figure))).toEqual(document);
  });

  test('as a drawing holds title, text, pictures and provenance', async () => {
    const document = results();
    const figure = await drawn(tag, document);
    const drawing = parsed(await figure.toSVG());
    expect(drawing.querySelector('parsererror, foreignObject')).toBeNull();
    expect(within(drawing, 'title')[0]?.textContent).toBe('What is it?');
    const { page, shown } = provenanceIn(within(drawing, 'metadata')[0]!.textContent);
    expect(page).toBe(location.href);
    const { probe, model, data, options, backend } = document;
    // A figure of several documents tells of each.
    expect([shown].flat()[0]).toMatchObject({ probe, model, data, options, backend });
    const words = within(drawing, 'text').map(textOf).join(' ');
    expect(words).toContain('What is it?');
    expect(words).toContain(`${model.name} (${model.fingerprint.slice(0, 8)})`);
    for (const image of within(drawing, 'image'))
      expect(image.getAttribute('href')).toMatch(/^data:image[/]png;base64,/);
    expect(within(drawing, 'image').length).toBeGreaterThanOrEqual(seen(figure).length);
    expect(within(drawing, 'svg').length - 1).toBe(all(figure, 'svg').length);
  });

  test('as a picture is twice as fine as the page, and not blank', async () => {
    const figure = await drawn(tag, results());
    const { width, height } = figure.getBoundingClientRect();
    const picture = await pixelsOf(await figure.toBlob());
    expect(picture.width).toBe(2 * (Math.ceil(width) + 2 * MARGIN));
    expect(picture.height).toBe(2 * (Math.ceil(height) + 2 * MARGIN));
    const paper = picture.colourAt(1, 1);
    const others = new Set<string>();
    for (let y = 0; y < picture.height; y += 7)
      for (let x = 0; x < picture.width; x += 7) others.add(String(picture.colourAt(x, y)));
    others.delete(String(paper));
    expect(others.size).toBeGreaterThan(3);
  });

  test.each(['light', 'dark'])(
    'axe finds nothing in the open choice of files, %s',
    async (scheme) => {
      document.documentElement.style.colorScheme = scheme;
      const figure = await drawn(tag, results());
      one<HTMLDetailsElement>(figure, '.save').open = true;
      expect(await violationsIn(tag)).toEqual([]);
    },
  );
});

/** Images and canvases that the figure shows. */
function seen(figure: CitableElement): Element[] {
  const deep = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((each) => [
      ...(each.matches('img, canvas') ? [each] : []),
      ...(each.shadowRoot ? deep(each.shadowRoot) : []),
    ]);
  return deep(figure.shadowRoot!).filter((each) => each.checkVisibility());
}

test('what is drawn stands where it stands on the page, in its colours', async () => {
  const figure = await drawn('deconv-occlusion', occludeResults());
  const corner = figure.getBoundingClientRect();
  const { left, top } = one(figure, '.photo img').getBoundingClientRect();
  const picture = await pixelsOf(await figure.toBlob());
  const x = 2 * (left - corner.left + MARGIN);
  const y = 2 * (top - corner.top + MARGIN);
  // The document's picture is one colour.
  expect(picture.colourAt(x + 3, y + 3)).toEqual([0xcc, 0x66, 0x33]);
  expect(picture.colourAt(x - 3, y + 3)).toEqual(picture.colourAt(1, 1));
});

test('a dark figure is saved on dark paper', async () => {
  document.documentElement.style.colorScheme = 'dark';
  const figure = await drawn('deconv-occlusion', occludeResults());
  const [red] = (await pixelsOf(await figure.toBlob())).colourAt(1, 1);
  expect(red).toBeLessThan(64);
});

test('a PNG says what it shows, in a text that readers of PNG know', async () => {
  const figure = await drawn('deconv-occlusion', occludeResults());
  const bytes = new Uint8Array(await (await figure.toBlob()).arrayBuffer());
  const texts = textsOf(bytes);
  expect(texts.get('Software')).toBe(`Deconv ${VERSION}`);
  expect(provenanceIn(texts.get('Description')!).shown.model).toEqual(occludeResults().model);
  expect(VERSION).toBe(manifest.version);
});

/** Texts of `iTXt` chunks, by keyword. */
function textsOf(png: Uint8Array): Map<string, string> {
  const view = new DataView(png.buffer);
  const texts = new Map<string, string>();
  for (let at = 8; at < png.length; at += 12 + view.getUint32(at)) {
    const body = png.subarray(at + 4, at + 8 + view.getUint32(at));
    const [typed, , , , , words] = new TextDecoder().decode(body).split('\0');
    if (typed?.startsWith('iTXt')) texts.set(typed.slice(4), words ?? '');
  }
  return texts;
}

test('a figure of one photo says which units it shows', async () => {
  const figure = document.createElement('deconv-projection');
  Object.assign(figure, { model: '/models/tiny/', engine: unitEngine(), layer: 'conv2' });
  figure.photo = URL.createObjectURL(await pictureFile());
  document.body.append(figure);
  expect(figure.toJSON()).toBeUndefined();
  figure.start();
  await stands(figure, 'ready');
  const shown = JSON.parse(JSON.stringify(figure)) as Record<string, unknown>;
  expect(shown).toMatchObject({
    model: { name: 'tiny', fingerprint: 'ef'.repeat(32) },
    settings: { layer: 'conv2', model: '/models/tiny/' },
    units: ['deconvnet', 'guided', 'gradient'].map((rule) => ({
      ...{ layer: 'conv2', channel: 1, at: [0, 2], rule },
    })),
  });
  const drawing = parsed(await figure.toSVG());
  expect(within(drawing, 'image').length).toBeGreaterThanOrEqual(4);
  expect(provenanceIn(within(drawing, 'metadata')[0]!.textContent).shown).toEqual(shown);
  figure.remove();
});

test('a switch is drawn as it stands: off at its left, on at its right', async () => {
  const figure = document.createElement('deconv-stepper');
  Object.assign(figure, { model: '/models/tiny/', engine: unitEngine(), layer: 'conv2' });
  figure.photo = URL.createObjectURL(await pictureFile());
  document.body.append(figure);
  figure.start();
  await stands(figure, 'ready');
  const knobs = async (): Promise<number[]> =>
    within(parsed(await figure.toSVG()), 'circle')
      .filter((circle) => circle.getAttribute('r') === '7')
      .map((circle) => Number(circle.getAttribute('cx')));
  const [off] = await knobs();
  one(figure, '.switch input').click();
  await stands(figure, 'ready');
  await expect.poll(async () => (await knobs())[0]! - off!).toBeCloseTo(16);
  figure.remove();
});

test('refuses what it cannot make, and says so', async () => {
  const figure = placePoster('deconv-occlusion', undefined);
  await figure.updateComplete;
  expect(all(figure, '.save')).toEqual([]);
  await expect(figure.toSVG()).rejects.toThrow('this <deconv-occlusion> shows no results yet');
  figure.src = addressOf(occludeResults());
  await stands(figure, 'ready');
  await expect(figure.toBlob('image/gif')).rejects.toThrow(
    'image/gif: a figure is saved as image/png',
  );
});

test('the keyboard saves each kind of file, and a screen reader is told', async () => {
  const saved: [name: string, type: string][] = [];
  const blobs: string[] = [];
  const createObjectURL = URL.createObjectURL.bind(URL);
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    blobs.push((blob as Blob).type);
    return createObjectURL(blob);
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push([this.download, blobs.at(-1)!]);
  });
  const figure = await drawn('deconv-occlusion', occludeResults());
  one(figure, '.save summary').focus();
  await userEvent.keyboard('{Enter}');
  for (let i = 1; i <= 3; i++) {
    await userEvent.keyboard('{Tab}{Enter}');
    await expect.poll(() => saved.length).toBe(i);
  }
  expect(saved).toEqual([
    ['deconv-occlusion.png', 'image/png'],
    ['deconv-occlusion.svg', 'image/svg+xml'],
    ['deconv-occlusion.json', 'application/json'],
  ]);
  await expect.poll(spoken).toBe('Saved: deconv-occlusion.json');
});
