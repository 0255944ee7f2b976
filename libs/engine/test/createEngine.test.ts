import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, type ModelSummary, type PhotoSummary, createEngine } from '../src/index.js';
import { stripes, TINY } from './support.js';

let engine: Engine;
let model: ModelSummary;
let photo: PhotoSummary;
const progress: number[] = [];

beforeAll(async () => {
  engine = createEngine({ backend: 'webgl' });
  model = await engine.loadModel(TINY, { onProgress: (fraction) => progress.push(fraction) });
  photo = await engine.openPhoto(model.id, stripes(40, 24));
});
afterAll(() => engine.close());

test('says what was loaded and what computes', () => {
  expect(model).toMatchObject({ name: 'tiny', inputSize: 16, classes: 3 });
  expect(model).toMatchObject({ backend: 'webgl', backendReason: 'as this page asks' });
  expect(model.layers.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['conv1', 'pool1', 'conv2']),
  );
  const conv2 = model.layers.find(({ name }) => name === 'conv2');
  expect(conv2).toMatchObject({
    kind: 'Conv2D',
    height: 6,
    channels: 8,
    receptiveField: { size: 9, stride: 2, offset: -2 },
  });
});

test('reports progress up to the end', () => {
  expect(progress.length).toBeGreaterThan(2);
  expect(progress.at(-1)).toBe(1);
});

test('shows the photo as a square of the network’s size, its middle kept', () => {
  expect(photo.seen).toMatchObject({ width: 16, height: 16 });
  const [red, green, blue] = photo.seen.data.subarray((3 * 16 + 8) * 4);
  expect(red).toBeGreaterThan(150);
  expect(green).toBeLessThan(50);
  expect(blue).toBeLessThan(50);
});

test('gives the guesses in order, with their names', () => {
  expect(photo.predictions.map(({ label }) => label).sort()).toEqual(['house', 'sky', 'tree']);
  const probabilities = photo.predictions.map(({ probability }) => probability!);
  expect([...probabilities].sort((a, b) => b - a)).toEqual(probabilities);
  expect(probabilities.reduce((a, b) => a + b)).toBeCloseTo(1, 4);
});

test('projects the strongest units, strongest first, each inside its receptive field', async () => {
  const views = await engine.strongest(photo.id, 'conv2', 4, 'deconvnet');
  expect(views).toHaveLength(4);
  const activations = views.map(({ activation }) => activation);
  expect([...activations].sort((a, b) => b - a)).toEqual(activations);
  for (const { receptiveField, projection, at } of views) {
    expect(receptiveField.top).toBe(Math.max(0, at[0] * 2 - 2));
    expect(projection).toHaveLength(receptiveField.height * receptiveField.width * 3);
    expect(projection.some((value) => value !== 0)).toBe(true);
  }
});

test('the gradient times the pixels adds up to the activation, colours in the photo’s order', async () => {
  // conv1 has no bias and no layer below, so a(x) = Σ w·x, and the projection under any rule is a·w.
  const [view] = await engine.strongest(photo.id, 'conv1', 1, 'gradient');
  if (!view) throw new Error('no unit');
  const { top, left, height, width } = view.receptiveField;
  let sum = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      for (let colour = 0; colour < 3; colour++) {
        const pixel = photo.seen.data[((top + row) * 16 + left + column) * 4 + colour] ?? 0;
        const weight =
          (view.projection[(row * width + column) * 3 + colour] ?? 0) / view.activation;
        sum += (weight * (pixel - 128)) / 128;
      }
    }
  }
  expect(sum).toBeCloseTo(view.activation, 3);
});

test('finds the strongest units at a place, and leaves out layers in which nothing is active', async () => {
  const place: [number, number] = [4, 10];
  const views = await engine.strongestAt(photo.id, place, ['conv1', 'conv2'], 'deconvnet');
  expect(views.length).toBeGreaterThan(0);
  for (const { layer, activation, at, receptiveField } of views) {
    expect(activation).toBeGreaterThan(0);
    const { receptiveField: field } = model.layers.find(({ name }) => name === layer)!;
    for (const [axis, pixel] of place.entries()) {
      const centre = at[axis]! * field!.stride + field!.offset + (field!.size - 1) / 2;
      expect(Math.abs(centre - pixel)).toBeLessThanOrEqual(field!.stride / 2);
    }
    expect(receptiveField.height).toBeGreaterThan(0);
  }
});

test('an activation of 0 is none: grey is 0 to this network, whose first layer has no bias', async () => {
  const data = new Uint8ClampedArray(16 * 16 * 4).map((_, i) => (i % 4 === 3 ? 255 : 128));
  const grey = await engine.openPhoto(model.id, { width: 16, height: 16, data });
  await expect(engine.strongestAt(grey.id, [4, 10], ['conv1'], 'deconvnet')).resolves.toEqual([]);
  await engine.release(grey.id);
});

test('projects a given unit as it projects the strongest', async () => {
  const [strongest] = await engine.strongest(photo.id, 'conv2', 1, 'guided');
  const { layer, channel, at } = strongest!;
  const [again] = await engine.project(photo.id, [{ layer, channel, at }], { rule: 'guided' });
  expect(again).toEqual(strongest);
});

test('controls project the same unit from the same signal, and find something else', async () => {
  const [view] = await engine.strongest(photo.id, 'conv2', 1, 'deconvnet');
  const { layer, channel, at } = view!;
  for (const control of ['random-weights', 'shuffled-switches'] as const) {
    const asked = { rule: 'deconvnet', control } as const;
    const [other] = await engine.project(photo.id, [{ layer, channel, at }], asked);
    expect(other).toMatchObject({
      activation: view!.activation,
      receptiveField: view!.receptiveField,
    });
    expect(other!.projection).not.toEqual(view!.projection);
  }
});

test('a cascade makes weights random layer by layer, and ends where all of them are', async () => {
  const [view] = await engine.strongest(photo.id, 'conv2', 1, 'deconvnet');
  const { layer, channel, at } = view!;
  const units = [{ layer, channel, at }];
  const cascade = await engine.project(photo.id, units, { rule: 'deconvnet', control: 'cascade' });
  expect(cascade.map(({ replaced }) => replaced)).toEqual(['conv2', 'down to conv1']);
  const asked = { rule: 'deconvnet', control: 'random-weights' } as const;
  const [all] = await engine.project(photo.id, units, asked);
  expect(cascade[1]).toEqual({ ...all, replaced: 'down to conv1' });
  expect(cascade[0]!.projection).not.toEqual(all!.projection);
});

test('a control that finds nothing to replace changes nothing: the same signal starts at the unit', async () => {
  const [view] = await engine.strongest(photo.id, 'conv1', 1, 'deconvnet');
  const { layer, channel, at } = view!;
  const asked = { rule: 'deconvnet', control: 'shuffled-switches' } as const;
  const [other] = await engine.project(photo.id, [{ layer, channel, at }], asked);
  expect(view!.activation).not.toBeCloseTo(1, 3);
  expect(other).toEqual(view);
});

test('a way down is told step by step, switches and all', async () => {
  const [view] = await engine.strongest(photo.id, 'conv2', 1, 'deconvnet');
  const steps = await engine.descend(photo.id, view!, 'deconvnet');
  expect(steps.map(({ step, layer }) => `${step} ${layer}`)).toEqual(
    expect.arrayContaining([
      'unit conv2',
      'filter conv2',
      'unpool pool1',
      'filter conv1',
    ]) as unknown,
  );
  const [first, last] = [steps[0]!, steps.at(-1)!];
  expect([...first.maps[0]!.values]).toEqual([view!.activation]);
  expect(last).toMatchObject({ step: 'pixels', box: view!.receptiveField });
  for (const { channel, values } of last.maps)
    expect(values).toEqual(view!.projection.filter((_, i) => i % 3 === channel));
  const unpooled = steps.find(({ step }) => step === 'unpool')!;
  for (const [i, { at }] of unpooled.switches!.entries()) {
    const { values } = unpooled.maps[i]!;
    const lit = [...values.keys()].filter((place) => values[place] !== 0);
    const pointed = at.map(([row, column]) => row * unpooled.box.width + column);
    expect(lit.filter((place) => !pointed.includes(place))).toEqual([]);
  }
});

test('a step tells what its values are made of: windows, and products that add up', async () => {
  const [view] = await engine.strongest(photo.id, 'conv2', 1, 'deconvnet');
  const steps = await engine.descend(photo.id, view!, 'deconvnet');
  const unpooled = steps.findIndex(({ step }) => step === 'unpool');
  const [{ box, window, recorded, switches }, before] = [steps[unpooled]!, steps[unpooled - 1]!];
  const { size, stride, before: padding } = window!.rows;
  let signals = 0;
  for (const { channel, at } of switches!) {
    const read = recorded!.find((map) => map.channel === channel)!.values;
    const above = before.maps.find((map) => map.channel === channel)!.values;
    const active = [...above.keys()].filter((place) => above[place] !== 0);
    active.forEach((place, i) => {
      const top = (before.box.top + Math.floor(place / before.box.width)) * stride - padding;
      const left = (before.box.left + (place % before.box.width)) * stride - padding;
      let [largest, found] = [-Infinity, [NaN, NaN]];
      for (let row = Math.max(0, top - box.top); row < top - box.top + size; row++)
        for (let column = Math.max(0, left - box.left); column < left - box.left + size; column++) {
          const value =
            row < box.height && column < box.width ? read[row * box.width + column]! : NaN;
          if (value > largest) [largest, found] = [value, [row, column]];
        }
      expect(at[i]).toEqual(found);
      signals++;
    });
  }
  expect(signals).toBeGreaterThan(0);

  // One unit's signal alone arrives at the first filter: each value is one product.
  const filtered = steps.find(({ step }) => step === 'filter')!;
  const { rows, columns } = filtered.window!;
  const [row, column] = view!.at;
  const largest = Math.max(...filtered.maps.flatMap(({ values }) => [...values].map(Math.abs)));
  for (const { channel, values } of filtered.maps) {
    const { weights } = filtered.filters!.find(({ to }) => to === channel)!;
    values.forEach((value, i) => {
      const r = filtered.box.top + Math.floor(i / filtered.box.width);
      const c = filtered.box.left + (i % filtered.box.width);
      const tap =
        (r + rows.before - row * rows.stride) * columns.size +
        (c + columns.before - column * columns.stride);
      expect(Math.abs(weights[tap]! * view!.activation - value) / largest).toBeLessThan(1e-4);
    });
  }
});

test('a connected layer spreads the signal by its weights, as a convolution does', async () => {
  const steps = await engine.descend(
    photo.id,
    { layer: 'fc3', channel: 1, at: [0, 0] },
    'gradient',
  );
  expect(steps.map(({ step, layer }) => `${step} ${layer}`)).toContain('filter fc3');
});

test('asking for a layer that is not there names a near one', async () => {
  await expect(engine.strongest(photo.id, 'conv22', 1, 'deconvnet')).rejects.toThrow(/conv2/);
});

test('a released photo is gone', async () => {
  const other = await engine.openPhoto(model.id, stripes(20, 20));
  await engine.release(other.id);
  await expect(engine.strongest(other.id, 'conv1', 1, 'deconvnet')).rejects.toThrow(/released/);
});

test('loading the same model again keeps its photos', async () => {
  await engine.loadModel(TINY);
  await expect(engine.strongest(photo.id, 'conv1', 1, 'guided')).resolves.toHaveLength(1);
});

test('a folder without a model is refused in words, and the one before stays', async () => {
  await expect(engine.loadModel(`${TINY}nothing/here/`)).rejects.toThrow(/model\.json/);
  await expect(engine.strongest(photo.id, 'conv1', 1, 'guided')).resolves.toHaveLength(1);
});

test('calls before a model, and after closing, are refused in words', async () => {
  const fresh = createEngine();
  await expect(fresh.openPhoto(1, stripes(4, 4))).rejects.toThrow(/call loadModel first/);
  const loading = fresh.loadModel(TINY);
  fresh.close();
  await expect(loading).rejects.toThrow(/closed/);
  await expect(fresh.loadModel(TINY)).rejects.toThrow(/closed/);
});
