import { OtherProbe, readResults, writeResults, type Results } from '@deconv/results';
import type { LitElement } from 'lit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
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
import { mutationsOf } from './mutationsOf.js';
import { all, one, placePoster, spoken, stands, textOf } from './poster.js';

/** Each element with a document that it draws, a part that is taken out of it, and what is said then. */
const FIGURES = [
  ['deconv-grid', topResults(), 'layers.1.maps.0.entries.1.at.0', 'entries[1].at[1] is missing'],
  ['deconv-occlusion', occludeResults(), 'activity.2.3', 'activity[2]: expected 4 entries'],
  ['deconv-attribution', attributeResults(), 'images.1.map.0.1', 'images[1].map[0]: expected 2'],
  [
    'deconv-invariance',
    invarianceResults(),
    'images.1.values.0',
    'images[1].probability: expected',
  ],
  ['deconv-evolution', evolutionResults(), 'maps.1.cells.2', 'maps[1].cells: expected 3 entries'],
  ['deconv-correspondence', correspondResults(), 'parts.nose.conv5', 'parts.nose.conv5 is missing'],
  ['deconv-filters', diagnoseResults(), 'networks.1.layers.0.rms.3', 'layers[0].rms: expected 4'],
  ['deconv-stepper', descentResults(), 'steps.2.maps.1.values.3', 'maps[1].values: expected 4'],
  ['deconv-measures', transferResults(), 'measures.1.mean', 'measures[1].mean is missing'],
  ['deconv-measures', layersResults(), 'layers.0.folds', 'layers[0].folds is missing'],
  ['deconv-measures', ablateResults(), 'networks.0.runs.1', 'networks[0].runs: expected 2 entries'],
] as const;

/** What nobody caught, since the last test. */
const thrown: string[] = [];
const keep = (event: ErrorEvent | PromiseRejectionEvent): void => {
  thrown.push(String(event instanceof ErrorEvent ? event.message : event.reason));
  event.preventDefault();
};

beforeEach(() => {
  addEventListener('error', keep);
  addEventListener('unhandledrejection', keep);
});

afterEach(() => {
  removeEventListener('error', keep);
  removeEventListener('unhandledrejection', keep);
  vi.unstubAllGlobals();
  expect(thrown.splice(0)).toEqual([]);
});

const inAddress = (text: string): string => `data:application/json,${encodeURIComponent(text)}`;

/** Gives the figure a document. @returns the event that it answers by, once it is drawn */
async function show(
  figure: LitElement & { src: string | undefined },
  src: string,
): Promise<string> {
  const answered = new Promise<string>((resolve) => {
    for (const name of ['load', 'error'])
      figure.addEventListener(name, () => resolve(name), { once: true });
  });
  figure.src = src;
  const answer = await answered;
  await figure.updateComplete;
  return answer;
}

/** Goes through all that can be done with a figure. */
async function useAll(figure: LitElement): Promise<void> {
  for (const slider of all<HTMLInputElement>(figure, 'input[type=range]'))
    for (const value of [slider.max, slider.min]) {
      slider.value = value;
      slider.dispatchEvent(new Event('input'));
      await figure.updateComplete;
    }
  const choices = ['.segment input', '[role=radio]', '.steps button'];
  for (const choice of choices.flatMap((each) => all(figure, each).slice(-1))) choice.click();
  const [numbers] = all(figure, '.numbers button[aria-expanded=false]');
  numbers?.click();
  await figure.updateComplete;
}

const OURS = /^(these results are damaged: |this nests |no results: |results of version |probe\b)/;

/** @returns what is said against a document, if anything is */
function refusal(text: string): string | undefined {
  try {
    readResults(text);
    return undefined;
  } catch (error) {
    const { name, message } = error as Error;
    const ours = OURS.test(message) && (name === 'Error' || error instanceof OtherProbe);
    return ours ? message : expect.fail(`an internal message: ${name}: ${message}`);
  }
}

describe.each(FIGURES)('%s', (tag, document: Results, path, message) => {
  const { probe } = document;

  test(`says what is wrong with a document of ${probe}, throws nothing, and draws the next one`, async () => {
    const damaged = structuredClone(document) as unknown as Record<string, unknown>;
    const keys = path.split('.');
    const last = keys.pop()!;
    const at = keys.reduce((branch, key) => branch[key] as typeof damaged, damaged);
    if (Array.isArray(at)) at.splice(Number(last), 1);
    else Reflect.deleteProperty(at, last);
    const figure = placePoster(tag, undefined);
    expect(await show(figure, inAddress(JSON.stringify(damaged)))).toBe('error');
    expect(textOf(one(figure, '.failure'))).toMatch(
      /^Nothing to show here these results are damaged/,
    );
    expect(textOf(one(figure, '.failure'))).toContain(message);
    await expect.poll(spoken).toContain(message);
    expect(await show(figure, addressOf(document))).toBe('load');
    await stands(figure, 'ready');
    expect(all(figure, '.failure')).toEqual([]);
    expect(await show(figure, inAddress('{"format":"deconv results","version":2}'))).toBe('error');
    expect(textOf(one(figure, '.failure'))).toContain('results of version 2; expected 1. Update');
  });

  test(`draws each document of ${probe} that was changed in one place, or says what is wrong with it`, async () => {
    const said: string[] = [];
    let [drawn, refused] = [0, 0];
    let figure = placePoster(tag, undefined);
    for (const { said: mutation, text } of mutationsOf(document)) {
      if (refusal(text) !== undefined) {
        refused++;
        continue;
      }
      const answer = await show(figure, inAddress(text)).catch(String);
      await useAll(figure).catch((error: unknown) => thrown.push(String(error)));
      drawn++;
      if (answer === 'load' && !thrown.length) continue;
      said.push(`${mutation}: ${answer}, ${thrown.splice(0).join('; ')}`);
      figure.remove();
      figure = placePoster(tag, undefined);
    }
    expect(said).toEqual([]);
    expect(drawn).toBeGreaterThan(20);
    expect(refused).toBeGreaterThan(500);
  });
});

test('a document in an address names pictures beside the page', async () => {
  const figure = placePoster('deconv-occlusion', undefined);
  const results = occludeResults({ picture: 'pictures/image.png' });
  expect(await show(figure, addressOf(results))).toBe('load');
  const { src } = one<HTMLImageElement>(figure, '.photo img');
  expect(src).toBe(new URL('pictures/image.png', document.baseURI).href);
});

test('what is no address is said to be none', async () => {
  const figure = placePoster('deconv-measures', undefined);
  expect(await show(figure, 'http://[')).toBe('error');
  expect(textOf(one(figure, '.failure'))).toContain('http://[: this is no address.');
});

test('a document without an end is given up', async () => {
  let cancelled = false;
  const chunk = new Uint8Array(2 ** 24).fill(32);
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(chunk),
    cancel: () => void (cancelled = true),
  });
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(endless)));
  const figure = placePoster('deconv-filters', undefined);
  expect(await show(figure, '/endless.json')).toBe('error');
  expect(textOf(one(figure, '.failure'))).toContain('/endless.json is longer than 268435456');
  await expect.poll(() => cancelled).toBe(true);
});

test('a name as long as a document is told by its beginning', () => {
  const name = 'x'.repeat(1e6);
  const text = writeResults(topResults()).replace('"backend"', `"${name}"`);
  expect(refusal(text)!.length).toBeLessThan(500);
});
