import '@tensorflow/tfjs-backend-cpu';
import type { ForwardRecord } from '@deconv/core';
import { loadModel, recordOf } from '@deconv/models';
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngine, type Engine, type PhotoSummary } from '../src/index.js';
import { stripes, TINY } from './support.js';

let engine: Engine;
let photo: PhotoSummary;
/** Of the same photo, computed here. */
let record: ForwardRecord;

beforeAll(async () => {
  engine = createEngine({ backend: 'webgl' });
  const { id } = await engine.loadModel(TINY);
  photo = await engine.openPhoto(id, stripes(40, 24));
  await tf.setBackend('cpu');
  record = await recordOf(await loadModel(TINY), photo.seen);
});
afterAll(() => engine.close());

test.each(['conv1', 'pool1', 'conv2', 'fc3'])(
  'the maps of %s are what the record holds, each in one piece',
  async (layer) => {
    const maps = await engine.featureMaps(photo.id, layer);
    const [, height, width, channels] = record.activation(layer).shape;
    expect(maps).toMatchObject({ layer, height, width, channels });
    const byChannel = tf.transpose(record.activation(layer), [0, 3, 1, 2]);
    const expected = await byChannel.data();
    expect(maps.values).toHaveLength(expected.length);
    expected.forEach((value, i) => expect(maps.values[i]).toBeCloseTo(value, 4));
    expect(new Set(expected).size).toBeGreaterThan(2);
  },
);

test('the largest value of the maps is the activation of the strongest unit', async () => {
  const [strongest] = await engine.strongest(photo.id, 'conv2', 1, 'deconvnet');
  const { values, height, width } = await engine.featureMaps(photo.id, 'conv2');
  const { channel, at } = strongest!;
  expect(Math.max(...values)).toBe(strongest!.activation);
  expect(values[(channel * height + at[0]) * width + at[1]]).toBe(strongest!.activation);
});

test('a layer that is not there is refused with the name of a near one', async () => {
  await expect(engine.featureMaps(photo.id, 'conv22')).rejects.toThrow(/conv2/);
});
