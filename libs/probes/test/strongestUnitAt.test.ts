import { forward, input, NetworkBuilder, relu } from '@deconv/core';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { strongestUnitAt } from '../src/topActivations/strongestUnitAt.js';

const MAP = { height: 3, width: 4, channels: 5 };
const builder = new NetworkBuilder();
const pixels = builder.add('input', input(MAP), [], 'Input');
const network = builder.build(builder.add('active', relu(MAP), [pixels], 'ReLU'));

beforeAll(() => tf.setBackend('cpu'));

test('of a position the strongest channel answers, of equals the lowest', async () => {
  const { height, width, channels } = MAP;
  // Few values, so that channels tie.
  const values = Array.from({ length: height * width * channels }, (_, i) => ((i * 7) % 11) % 3);
  const record = forward(network, tf.tensor4d(values, [1, height, width, channels]));
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const from = (row * width + column) * channels;
      const here = values.slice(from, from + channels);
      const activation = Math.max(...here);
      expect(await strongestUnitAt(record, 'active', [row, column])).toEqual({
        ...{ layer: 'active', channel: here.indexOf(activation), at: [row, column], activation },
      });
    }
});
