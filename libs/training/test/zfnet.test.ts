import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { Trainer } from '../src/trainer.js';
import { zfnet } from '../src/zfnet.js';
import { useBackend } from './backends.js';
import { toyLesson } from './toy.js';

beforeAll(() => useBackend('wasm'));

function buildNetwork(classes: number, seed: number) {
  const architecture = zfnet({ classes });
  return new Trainer({ ...toyLesson({ seed }), architecture }).network();
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
