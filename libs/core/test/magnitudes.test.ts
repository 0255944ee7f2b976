import { axisWindow } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { convOp, forward, input, NetworkBuilder, relu } from '../src/index.js';
import { BACKENDS, useBackend } from './backends.js';

const SHAPE = { height: 1, width: 4, channels: 1 };
const ONE = { rows: axisWindow({ size: 1 }), columns: axisWindow({ size: 1 }) };

/** A convolution that takes every value times −1, and its rectifier as a layer of its own. */
function negated() {
  const builder = new NetworkBuilder();
  const pixels = builder.add('pixels', input(SHAPE), [], 'Input');
  const filter = tf.tensor4d([-1], [1, 1, 1, 1]);
  const conv = builder.add('conv', convOp(SHAPE, ONE, filter), [pixels], 'Conv');
  return builder.build(builder.add('relu', relu(SHAPE), [conv], 'ReLU'));
}

describe.each(BACKENDS)('sums of magnitudes on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  test.each([{}, { only: [2] }, { only: [] }])(
    'are of each layer itself, whatever is computed in one step: %j',
    async (options) => {
      const x = tf.tensor4d([1, 2, -3, 4], [1, 1, 4, 1]);
      const record = forward(negated(), x, { ...options, magnitudes: true });
      expect(await record.magnitudes()).toEqual([10, 10, 3]);
      record.dispose();
    },
  );
});
