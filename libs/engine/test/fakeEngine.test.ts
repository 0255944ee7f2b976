import { readResults } from '@deconv/results';
import { expect, test } from 'vitest';
import type { NamedPicture, ProbeRequest } from '../src/contract.js';
import { fakeEngine } from './fake/fakeEngine.js';

const images = ['a.png', 'b.png', 'c.png'].map((name): NamedPicture => {
  const data = new Uint8ClampedArray(96 * 96 * 4).map((_, i) => (i * 7) % 256);
  return { name, picture: { width: 96, height: 96, data } };
});
const REQUESTS: ProbeRequest[] = [
  { probe: 'top', images, layers: ['conv3'], k: 2 },
  { probe: 'occlude', image: images[0]!, others: images.slice(1) },
  { probe: 'attribute', images },
  { probe: 'attribute', images, method: 'grad-cam', layer: 'conv3' },
  { probe: 'invariance', images, transform: 'translate-x' },
  { probe: 'evolution', images, checkpoints: ['1', '2'].map((name) => ({ name, url: name })) },
  { probe: 'correspond', images, landmarks: { 'a.png': { eye: [0.5, 0.5] } } },
  { probe: 'diagnose', images },
];

test.each(REQUESTS)(
  'the made-up document of $probe is one that readResults takes',
  async (request) => {
    const engine = fakeEngine();
    const { id } = await engine.loadModel('models/tiny');
    const results = await engine.run(id, request);
    expect(readResults(JSON.stringify(results))).toEqual(results);
    expect(results.probe).toBe(request.probe);
    expect(results.model.name).toBe('tiny');
  },
);

test('a document that is given takes the place of a made-up one', async () => {
  const engine = fakeEngine();
  const top = await engine.run(1, { probe: 'top', images });
  await expect(
    fakeEngine({ documents: { top } }).run(1, { probe: 'top', images: [] }),
  ).resolves.toBe(top);
});

test('the same address gives the same network, another seed another one', async () => {
  const engine = fakeEngine();
  const ids = [
    await engine.loadModel('tiny'),
    await engine.loadModel('tiny'),
    await engine.loadModel('tiny', { random: 3 }),
  ].map(({ id }) => id);
  expect(ids).toEqual([1, 1, 2]);
});

test('a way down ends with the pixels of the projection', async () => {
  const engine = fakeEngine();
  const { id } = await engine.openPhoto(1, images[0]!.picture);
  const [view] = await engine.strongestAt(id, [40, 50], ['conv3'], 'guided');
  const steps = await engine.descend(id, view!, 'guided');
  expect(steps[0]?.step).toBe('unit');
  const last = steps.at(-1)!;
  expect(last.box).toEqual(view!.receptiveField);
  last.maps.forEach(({ channel, values }) =>
    expect(values).toEqual(view!.projection.filter((_, i) => i % 3 === channel)),
  );
});

test('an experiment stops when its signal aborts', async () => {
  const controller = new AbortController();
  const run = fakeEngine({ endless: true }).run(
    1,
    { probe: 'top', images },
    { signal: controller.signal },
  );
  controller.abort(new Error('enough'));
  await expect(run).rejects.toThrow('enough');
});
