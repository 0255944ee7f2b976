import { seededRandom } from '@deconv/datasets';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs-core';
// The layers package registers tfjs' own gradients.
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchNorm, EPSILON } from '../src/batchNorm.js';
import { BACKENDS, relativeError, useBackend } from './backends.js';

const SHAPES = [{ shape: [4, 3, 5, 2] }, { shape: [6, 3] }];

function random(shape: number[], seed: number): Tensor {
  const source = seededRandom(seed);
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => source.between(-1, 2)),
    shape,
  );
}

/** The definition, with tfjs' own operations and gradients. */
function definition(x: Tensor, scale: Tensor1D, shift: Tensor1D): Tensor {
  const { mean, variance } = tf.moments(x, [...x.shape.keys()].slice(0, -1));
  const unit = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, EPSILON)));
  return tf.add(tf.mul(unit, scale), shift);
}

describe.each(BACKENDS)('batch normalisation on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each(SHAPES)('gives the values and gradients of its definition for $shape', ({ shape }) => {
    tf.tidy(() => {
      const channels = [shape.at(-1)!];
      const inputs = [random(shape, 1), random(channels, 2), random(channels, 3)];
      const weighting = random(shape, 4);
      const results = [
        definition,
        (...args: Parameters<typeof definition>) => batchNorm(...args).y,
      ].map((f) =>
        tf.valueAndGrads((x: Tensor, scale: Tensor, shift: Tensor) =>
          tf.sum(tf.mul(f(x, scale as Tensor1D, shift as Tensor1D), weighting)),
        )(inputs),
      );
      const [expected, actual] = results.map(({ value, grads }) =>
        [value, ...grads].map((tensor) => tensor.dataSync()),
      );
      expected!.forEach((values, i) => {
        expect(relativeError(actual![i]!, values)).toBeLessThan(1e-4);
      });
    });
  });
});
