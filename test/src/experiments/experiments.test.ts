import { createEngine, type NamedPicture, type ProbeRequest } from '@deconv/engine';
import { readResults, type Results } from '@deconv/results';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { bytesOf, floatsAfter } from './files.js';
import {
  backendsOf,
  ASKED,
  CHECKPOINTS,
  EXPERIMENTS,
  LANDMARKS,
  LEARNED,
  LESSON_LAYER,
  NOISE,
  PHOTOS,
  RULE,
  UNIT,
} from './cases.js';
import { differences } from './differences.js';

/** Share of the largest number of a field that WebGL and plain JavaScript may differ by. */
const TOLERANCE = 1e-4;
const folder = inject('experiments');
const address = (path: string): string => `/@fs${folder}/${path}`;

const engines = {
  webgl: createEngine({ backend: 'webgl' }),
  wasm: createEngine({ backend: 'wasm' }),
};
const engine = engines.webgl;
afterAll(() => Object.values(engines).forEach((each) => each.close()));

async function pictureAt(url: string): Promise<NamedPicture['picture']> {
  const bitmap = await createImageBitmap(await (await fetch(url)).blob(), {
    premultiplyAlpha: 'none',
  });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  return { width, height, data: context.getImageData(0, 0, width, height).data };
}

const named = (names: string[]): Promise<NamedPicture[]> =>
  Promise.all(names.map(async (name) => ({ name, picture: await pictureAt(address(name)) })));

/** The request with its photos. */
async function complete({ model, request }: (typeof EXPERIMENTS)[0]): Promise<ProbeRequest> {
  const images = await named(model === 'zfnet-emoji' ? PHOTOS : NOISE);
  switch (request.probe) {
    case 'occlude':
      return { ...request, image: images[0]! };
    case 'evolution': {
      const checkpoints = CHECKPOINTS.map((name) => ({
        name,
        url: address(`checkpoints/${name}`),
      }));
      return { ...request, images, checkpoints };
    }
    case 'correspond':
      return { ...request, images, landmarks: LANDMARKS };
    case 'diagnose':
      return request;
    default:
      return { ...request, images };
  }
}

const modelFolder = (model: string): string =>
  address(model === 'checkpoints' ? `checkpoints/${CHECKPOINTS.at(-1)!}` : model);

/** Pictures that a document names, with the address of each. */
function picturesIn(value: unknown, base: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    /^(patch|projection|picture)$/.test(key) && typeof each === 'string'
      ? [new URL(each, new URL(base, location.href)).href]
      : picturesIn(each, base),
  );
}

const RUNS = EXPERIMENTS.flatMap((experiment, i) =>
  backendsOf(experiment).map((backend) => {
    const { probe } = experiment.request;
    return { ...experiment, i, probe, backend };
  }),
);

describe.each(RUNS)('the page’s $probe of $model on $backend', ({ backend, ...experiment }) => {
  let ours: Results;
  let theirs: Results;
  let fingerprint: string;
  beforeAll(async () => {
    const engine = engines[backend];
    const model = await engine.loadModel(modelFolder(experiment.model));
    ({ fingerprint } = model);
    ours = await engine.run(model.id, await complete(experiment));
    const bytes = await bytesOf(`${folder}/${experiment.i}/results.json`);
    theirs = readResults(new TextDecoder().decode(bytes));
  });

  test('knows the network by the fingerprint that the command finds', () => {
    expect(fingerprint).toBe(theirs.model.fingerprint);
  });

  test('is the document that the command writes', () => {
    expect(ours.backend).toBe(backend);
    expect(differences(ours, theirs, TOLERANCE)).toEqual([]);
  });

  test('holds the pictures that the command draws', async () => {
    const [drawn, files] = [ours, theirs].map((each) =>
      picturesIn(each, address(`${experiment.i}/`)),
    );
    expect(drawn).toHaveLength(files!.length);
    for (const [i, url] of drawn!.entries()) {
      const [a, b] = [await pictureAt(url), await pictureAt(files![i]!)];
      expect([a.width, a.height]).toEqual([b.width, b.height]);
      const most = a.data.reduce(
        (most, value, k) => Math.max(most, Math.abs(value - b.data[k]!)),
        0,
      );
      // Rounding to one of 256 greys may go either way.
      expect(most).toBeLessThanOrEqual(1);
    }
  });
});

test('a unit of zfnet-emoji is projected as the command projects it, alone and step by step', async () => {
  const { id: model } = await engine.loadModel(address('zfnet-emoji'));
  const photo = await engine.openPhoto(model, await pictureAt(address(PHOTOS[0]!)));
  const [view] = await engine.project(photo.id, [UNIT], { rule: RULE });
  const { top, left, height, width } = view!.receptiveField;
  const whole = await floatsAfter(`${folder}/unit.npy`, photo.seen.width ** 2 * 3);
  const known = new Float32Array(height * width * 3);
  for (let row = 0; row < height; row++) {
    const start = 3 * ((top + row) * photo.seen.width + left);
    known.set(whole.subarray(start, start + 3 * width), 3 * row * width);
  }
  const largest = known.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const error = known.reduce(
    (most, value, i) => Math.max(most, Math.abs(value - view!.projection[i]!)),
    0,
  );
  expect(largest).toBeGreaterThan(0);
  expect(error / largest).toBeLessThan(TOLERANCE);
  const steps = await engine.descend(photo.id, UNIT, RULE);
  expect(steps[0]).toMatchObject({ step: 'unit', layer: UNIT.layer, active: { after: 1 } });
  const pixels = steps.at(-1)!;
  for (const { channel, values } of pixels.maps)
    expect(values).toEqual(view!.projection.filter((_, i) => i % 3 === channel));
});

/** Probabilities, and evidence as a share of the largest, that WebGL and plain JavaScript may differ by. */
const LEARNING_TOLERANCE = 1e-3;

test('classes learned in the page are those that Node learns from the same pictures', async () => {
  const { id: model } = await engine.loadModel(address('zfnet-emoji'));
  const pictures = await named([...LEARNED.map(({ file }) => file), ASKED]);
  const ours = await engine.learn(model, {
    layer: LESSON_LAYER,
    classes: 2,
    photos: LEARNED.map(({ label }, i) => ({ ...pictures[i]!, label })),
    asked: pictures.slice(LEARNED.length),
  });
  const theirs = JSON.parse(new TextDecoder().decode(await bytesOf(`${folder}/learned.json`))) as {
    probabilities: number[];
    evidence: number[];
  }[];
  const answers = [...ours.photos, ...ours.asked];
  expect(answers).toHaveLength(theirs.length);
  for (const [i, { probabilities, evidence }] of answers.entries()) {
    const expected = theirs[i]!;
    probabilities!.forEach((share, k) =>
      expect(Math.abs(share - expected.probabilities[k]!)).toBeLessThan(LEARNING_TOLERANCE),
    );
    const largest = Math.max(...expected.evidence.map(Math.abs));
    expect(largest).toBeGreaterThan(0);
    evidence.forEach((value, k) =>
      expect(Math.abs(value - expected.evidence[k]!)).toBeLessThan(LEARNING_TOLERANCE * largest),
    );
  }
});
