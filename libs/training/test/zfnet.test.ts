import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { Trainer } from '../src/trainer.js';
import { ARCHITECTURE_NAMES, zfnet, type ArchitectureName } from '../src/zfnet.js';
import { useBackend } from './backends.js';
import { toySetup } from './toy.js';

beforeAll(() => useBackend('wasm'));

function buildNetwork(classes: number, seed: number, name?: ArchitectureName) {
  const architecture = zfnet({ classes }, name);
  return new Trainer({ ...toySetup({ seed }), architecture }).network();
}

test('zfnet has five convolutions, three poolings, two dense layers and a softmax', () => {
  const model = buildNetwork(10, 1);
  const shapes = model.layers.map(({ name, outputShape }) => [
    name,
    (outputShape as number[]).slice(1).join('×'),
  ]);
  expect(shapes).toEqual([
    ['conv1', '45×45×48'],
    ['pool1', '22×22×48'],
    ['conv2', '18×18×96'],
    ['pool2', '8×8×96'],
    ['conv3', '8×8×128'],
    ['conv4', '8×8×128'],
    ['conv5', '8×8×96'],
    ['pool5', '3×3×96'],
    ['flatten', '864'],
    ['fc6', '512'],
    ['fc7', '512'],
    ['fc8', '10'],
    ['prob', '10'],
  ]);
  const probabilities = model.predict(tf.zeros([1, 96, 96, 3])) as tf.Tensor;
  expect(tf.sum(probabilities).dataSync()[0]).toBeCloseTo(1);
});

test('the same seed gives the same first weights, another seed others', () => {
  const filters = (seed: number) => [
    ...buildNetwork(4, seed).getLayer('conv1').getWeights()[0]!.dataSync(),
  ];
  expect(filters(3)).toEqual(filters(3));
  expect(filters(3)).not.toEqual(filters(4));
  const rms = Math.sqrt(filters(3).reduce((sum, w) => sum + w * w, 0) / filters(3).length);
  expect(rms).toBeGreaterThan(0.008);
  expect(rms).toBeLessThan(0.01);
});

test.each(ARCHITECTURE_NAMES)('%s answers with probabilities', (name) => {
  const model = buildNetwork(3, 1, name);
  const probabilities = model.predict(tf.zeros([1, 96, 96, 3])) as tf.Tensor;
  expect(probabilities.shape).toEqual([1, 3]);
  expect(tf.sum(probabilities).dataSync()[0]).toBeCloseTo(1);
});

test('variants differ from zfnet in what their names say', () => {
  const layersOf = (name: ArchitectureName) =>
    buildNetwork(3, 1, name).layers.map(({ name: layer }) => layer);
  const all = layersOf('zfnet');
  const lacking = (...names: string[]) => all.filter((layer) => !names.includes(layer));
  expect(layersOf('zfnet-without-3-4')).toEqual(lacking('conv3', 'conv4'));
  expect(layersOf('zfnet-without-6-7')).toEqual(lacking('fc6', 'fc7'));
  const mapsOf = (name: ArchitectureName) => buildNetwork(3, 1, name).layers[0]!.outputShape;
  expect(mapsOf('alexnet-style')).toEqual([null, 24, 24, 48]);
  expect(mapsOf('zfnet-narrow')).toEqual([null, 45, 45, 24]);
});
