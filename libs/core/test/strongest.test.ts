import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { forward, input, NetworkBuilder, relu, strongestUnits } from '../src/index.js';
import { BACKENDS, useBackend } from './backends.js';

const MAP: MapShape = { height: 3, width: 4, channels: 5 };
const IMAGES = 2;
const COUNT = IMAGES * MAP.height * MAP.width * MAP.channels;

const builder = new NetworkBuilder();
const pixels = builder.add('input', input(MAP), [], 'Input');
const network = builder.build(builder.add('active', relu(MAP), [pixels], 'ReLU'));

/** What is meant by the strongest: by looking at every position of every map in order. */
function expected(values: readonly number[], image: number) {
  const { height, width, channels } = MAP;
  const units = Array.from({ length: channels }, (_, channel) => {
    let best = { activation: -Infinity, at: [0, 0] };
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++) {
        const place = ((image * height + row) * width + column) * channels + channel;
        const activation = Math.max(0, values[place]!);
        if (activation > best.activation) best = { activation, at: [row, column] };
      }
    return { layer: 'active', channel, image, ...best };
  });
  // Sorting keeps the order of what is equal.
  return units.sort((a, b) => b.activation - a.activation);
}

describe.each(BACKENDS)('the strongest units on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('are one a map, each at its first maximum, and of equals the lowest channel comes first', async () => {
    // Few values, so that positions and maps tie.
    const few = fc.array(fc.integer({ min: -1, max: 2 }), { minLength: COUNT, maxLength: COUNT });
    // A map that is rectified at its first maximum.
    const negative = Array.from({ length: COUNT }, (_, i) => (i === COUNT / IMAGES ? -1 : 0));
    await fc.assert(
      fc.asyncProperty(few, async (values) => {
        const { height, width, channels } = MAP;
        const x: Tensor4D = tf.tensor4d(values, [IMAGES, height, width, channels]);
        const record = forward(network, x);
        for (const image of [0, 1])
          expect(await strongestUnits(record, 'active', image)).toEqual(expected(values, image));
        record.dispose();
        x.dispose();
      }),
      { numRuns: 30, examples: [[negative]] },
    );
  });
});
