import { maxPool, unpool } from '@deconv/core';
import { axisWindow } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { poolGradientInMemory } from '../src/poolGradientInMemory.js';
import { useBackend } from './backends.js';

beforeAll(() => useBackend('cpu'));

test('places each value where unpooling by switches does, ties included', () => {
  const axis = axisWindow({ size: 3, stride: 2 });
  const window = { rows: axis, columns: axis };
  // Few different values, so that most windows have several maxima.
  const values = Float32Array.from({ length: 2 * 9 * 9 * 3 }, (_, i) => (i * 7919) % 3);
  const x = tf.tensor4d(values, [2, 9, 9, 3]);
  const dy = tf.tensor4d(
    Float32Array.from({ length: 2 * 4 * 4 * 3 }, (_, i) => i + 1),
    [2, 4, 4, 3],
  );
  const expected = unpool(dy, maxPool(x, window).switches, window).dataSync();
  const actual = poolGradientInMemory(values, dy.dataSync<'float32'>(), x.shape, window);
  expect([...actual]).toEqual([...expected]);
});
