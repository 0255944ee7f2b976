import { readResults, type OccludeResults } from '@deconv/results';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine, type ProbeRequest } from '../src/index.js';
import { noise, TINY } from './support.js';

let engine: Engine;
let model: number;
beforeAll(async () => {
  engine = createEngine({ backend: 'webgl' });
  ({ id: model } = await engine.loadModel(TINY));
});
afterAll(() => engine.close());

const images = noise('a.png', 'b.png', 'c.png');
const checkpoints = ['1', '2'].map((name) => ({ name, url: TINY }));
const marks = { eye: [0.5, 0.4], nose: [0.6, 0.7] } as Record<string, [number, number]>;
const landmarks = { 'a.png': marks, 'b.png': marks };

const REQUESTS: ProbeRequest[] = [
  { probe: 'top', images, layers: ['conv2'], channels: '0-3', k: 2 },
  { probe: 'occlude', image: images[0]!, others: images.slice(1), size: 6, stride: 5 },
  { probe: 'attribute', images, steps: 3 },
  { probe: 'attribute', images, method: 'grad-cam' },
  { probe: 'invariance', images, transform: 'translate-x', layers: ['conv1'] },
  { probe: 'evolution', images, checkpoints, layers: ['conv2'], channels: 'all' },
  { probe: 'correspond', images, landmarks, layers: ['conv2'], draws: 2 },
  { probe: 'diagnose', images },
];

test.each(REQUESTS)('$probe ends in a document with pictures that stand alone', async (request) => {
  const heard: number[] = [];
  const results = await engine.run(model, request, { onProgress: (done) => heard.push(done) });
  const written = JSON.parse(JSON.stringify(results)) as unknown; // which knows one zero
  expect(readResults(JSON.stringify(results))).toEqual(written);
  expect(results).toMatchObject({
    probe: request.probe,
    backend: 'webgl',
    model: { name: 'tiny' },
  });
  expect(results.model.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  expect([...heard].sort((a, b) => a - b)).toEqual(heard);
  const pictures = JSON.stringify(results).match(/"(patch|projection|picture)":"[^"]{0,21}/g) ?? [];
  expect(pictures.length > 0).toBe(request.probe !== 'correspond');
  for (const picture of pictures) expect(picture).toContain('data:image/png;base64');
});

test('occlude comes coarse to fine, and ends with the numbers it told', async () => {
  const parts: OccludeResults[] = [];
  const request = { probe: 'occlude', image: images[0]!, size: 4, stride: 2 } as const;
  const whole = await engine.run(model, request, { onPart: (part) => parts.push(part) });
  expect(parts.length).toBeGreaterThan(0);
  expect(parts[0]!.probability!.flat().some(Number.isNaN)).toBe(true);
  for (const part of parts) {
    expect(part).toMatchObject({ grid: whole.grid, classIndex: whole.classIndex });
    part.activity.forEach((row, y) =>
      row.forEach((value, x) => {
        if (!Number.isNaN(value)) expect(value).toBe(whole.activity[y]![x]);
      }),
    );
  }
});

test('a network that was asked for with a seed is another one, and gives the same again', async () => {
  const random = await engine.loadModel(TINY, { random: 7 });
  expect(random.name).toBe('tiny with random weights (seed 7)');
  const request: Extract<ProbeRequest, { probe: 'invariance' }> = {
    ...{ probe: 'invariance', images, transform: 'rotate' },
    layers: ['conv2'],
  };
  const once = await engine.run(random.id, request);
  const again = await engine.run((await engine.loadModel(TINY, { random: 7 })).id, request);
  const trained = await engine.run(model, request);
  expect(again).toEqual(once);
  expect(once.model.fingerprint).not.toBe(trained.model.fingerprint);
  expect(once.score['conv2']).not.toBe(trained.score['conv2']);
});

test.each([
  [{ probe: 'occlude', image: images[0]!, size: 16 }, 'size is "16"; expected less than'],
  [{ probe: 'occlude', image: images[0]!, size: 3, stride: 4 }, 'stride is "4"; expected at most'],
  [{ probe: 'correspond', images, landmarks, size: 16 }, 'size is "16"; expected less than'],
  [
    { probe: 'invariance', images, transform: 'translate-x', to: 16 },
    'to is "16"; expected a shift of less',
  ],
] as [ProbeRequest, string][])(
  'a square or a shift that leaves nothing is refused',
  (request, message) => expect(engine.run(model, request)).rejects.toThrow(message),
);

test('an experiment without photos says so', async () => {
  await expect(engine.run(model, { probe: 'top', images: [] })).rejects.toThrow(/no photo/);
});

test('questions are answered while an experiment runs, and an abort stops it', async () => {
  const { id } = await engine.openPhoto(model, images[0]!.picture);
  const controller = new AbortController();
  const many = Array.from({ length: 400 }, () => images[0]!);
  let ended = false;
  const run = engine
    .run(model, { probe: 'top', images: many, layers: ['conv2'] }, { signal: controller.signal })
    .finally(() => (ended = true));
  const [view] = await engine.strongestAt(id, [8, 8], ['conv2'], 'deconvnet');
  expect(view?.layer).toBe('conv2');
  expect(ended).toBe(false);
  controller.abort(new Error('enough'));
  await expect(run).rejects.toThrow('enough');
  // What was left of it is over: the next one begins at once.
  await engine.run(model, { probe: 'diagnose' });
});
