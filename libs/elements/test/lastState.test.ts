import type { OccludeResults } from '@deconv/results';
import { afterEach, describe, expect, test } from 'vitest';
import type { FigureElement } from '../src/frame/FigureElement.js';
import { addressOf, invarianceResults, occludeResults, topResults } from './documents.js';
import { pictures } from './liveEngine.js';
import { all, one, textOf } from './poster.js';
import { twoNetworks, type Network } from './twoNetworks.js';

type Figure = FigureElement<'top' | 'occlude' | 'invariance'>;
type State = Record<string, unknown>;

const modelOf = (network: Network): string => `${location.origin}/models/${network}/`;
const photos = [pictures('photos/fox.png', 'photos/dog.png'), pictures('photos/cat.png')];

/** A document of the large network, which watches what the small one has not. */
const ofLarge: Partial<OccludeResults> = {
  ...{ classIndex: 900, layer: 'conv9', channel: 60 },
  ...{ classes: { 1: 'dog', 2: 'cat', 900: 'fox' } },
};

const inLarge = () => {
  const results = invarianceResults();
  const { options, images } = results;
  const distance = { conv9: [0, 1, 2, 1] };
  return {
    ...results,
    options: { ...options, layers: ['conv9'] },
    images: images.map((image) => ({ ...image, distance, score: { conv9: 0.5 } })),
    score: { conv9: 0.5 },
  };
};

const topOfLarge = () => {
  const results = topResults();
  return { ...results, layers: [{ ...results.layers[1]!, layer: 'conv9', channels: 64 }] };
};

/** Every value that the attributes of a figure may take; undefined where it has none. */
const common = {
  model: [modelOf('large'), modelOf('small')],
  images: [...photos],
  random: [undefined, 1],
};
const FIGURES: [tag: string, choices: Record<string, readonly unknown[]>][] = [
  [
    'deconv-occlusion',
    {
      ...common,
      src: [addressOf(occludeResults(ofLarge)), addressOf(occludeResults())],
      images: [undefined, ...photos],
      classIndex: [undefined, 2, 900],
      layer: [undefined, 'conv5', 'conv9'],
      size: [undefined, 6],
    },
  ],
  [
    'deconv-invariance',
    {
      ...common,
      src: [addressOf(inLarge()), addressOf(invarianceResults())],
      layers: [undefined, 'conv5', 'conv9'],
      transform: [undefined, 'scale'],
    },
  ],
  [
    'deconv-grid',
    {
      ...common,
      src: [addressOf(topOfLarge()), addressOf(topResults())],
      layers: [undefined, 'conv5', 'conv9'],
      channels: [undefined, '0-3'],
    },
  ],
];

const placed: HTMLElement[] = [];
afterEach(() => placed.splice(0).forEach((figure) => figure.remove()));

function place(tag: string, state: State): Figure {
  const figure = Object.assign(document.createElement(tag), {
    engine: twoNetworks(),
    autorun: true,
    ...state,
  });
  document.body.append(figure);
  placed.push(figure);
  return figure as unknown as Figure;
}

/** Once it is at rest: how it stands, what it shows, and what it says is wrong. */
async function restOf(figure: Figure): Promise<object> {
  await expect
    .poll(async () => {
      await figure.updateComplete;
      return figure.running;
    })
    .toMatch(/ready|error/);
  await figure.updateComplete;
  return {
    running: figure.running,
    shown: figure.results?.model.name,
    options: figure.results?.options,
    problems: all(figure, '.problem, .failure p, .fault').map(textOf).filter(Boolean),
  };
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe.each(FIGURES)('<%s>', (tag, choices) => {
  test.each([1, 2, 3, 4, 5, 6])(
    'shows at last what its last attributes say, in whatever order they came (seed %i)',
    async (seed) => {
      const random = randomFrom(seed);
      const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
      const state: State = Object.fromEntries(
        Object.entries(choices).map(([name, values]) => [name, pick(values)]),
      );
      const figure = place(tag, state);
      for (let change = 0; change < 12; change++) {
        const name = pick(Object.keys(choices));
        state[name] = pick(choices[name]!);
        Object.assign(figure, { [name]: state[name] });
        const turns = Math.floor(random() * 12);
        for (let turn = 0; turn < turns; turn++) await new Promise((go) => setTimeout(go));
      }
      const changed = await restOf(figure);
      // Far from the viewport nothing computes.
      figure.remove();
      const fresh = await restOf(place(tag, state));
      expect(changed).toEqual(fresh);
    },
  );
});

test('a model and then a document, while it runs, are computed with, whatever the document before watched', async () => {
  const src = addressOf(occludeResults(ofLarge));
  const figure = place('deconv-occlusion', { autorun: false, model: modelOf('large'), src });
  await expect.poll(() => figure.results).toMatchObject({ layer: 'conv9' });
  figure.run();
  await figure.updateComplete;
  figure.model = modelOf('small');
  await figure.updateComplete;
  figure.src = addressOf(occludeResults());
  figure.run();
  await expect.poll(() => figure.running).toBe('ready');
  expect(figure.results?.model.name).toMatch(/^small .*"classIndex":1/);
});

test('another network is asked as much of a document’s question as it can answer', async () => {
  const src = addressOf(occludeResults(ofLarge));
  const figure = place('deconv-occlusion', { model: modelOf('small'), src });
  await expect.poll(() => figure.running).toBe('ready');
  expect(figure.results?.model.name).toMatch(/^small /);
  expect(figure.results?.model.name).not.toMatch(/900|conv9/);
});

test('what a reader chose of a network is not asked of the next one', async () => {
  const src = addressOf(occludeResults(ofLarge));
  const figure = place('deconv-occlusion', { model: modelOf('large'), src });
  await expect.poll(() => figure.running).toBe('ready');
  const select = [...all<HTMLSelectElement>(figure, '.options select')].at(-1)!;
  select.value = 'conv9';
  select.dispatchEvent(new Event('change'));
  expect(Reflect.get(figure, 'layer')).toBe('conv9');
  figure.model = modelOf('small');
  await expect.poll(() => figure.results?.model.name).toMatch(/^small /);
  expect(figure.running).toBe('ready');
  expect(one(figure, '.run').classList).not.toContain('error');
});
