import { seededRandom } from '@deconv/datasets';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
// The layers package registers tfjs' own gradients.
import '@tensorflow/tfjs-layers';
import { afterEach, describe, expect, test } from 'vitest';
import { useOwnGradients } from '../src/gradients.js';
import { BACKENDS, relativeError, useBackend } from './backends.js';

type Padding =
  'same' | 'valid' | [[number, number], [number, number], [number, number], [number, number]];

interface ConvCase {
  input: [number, number, number, number];
  filter: [number, number, number, number];
  strides?: number | [number, number];
  pad?: Padding;
}

const MARGINS: Padding = [
  [0, 0],
  [2, 1],
  [0, 3],
  [0, 0],
];

const CONVOLUTIONS: ConvCase[] = [
  { input: [2, 9, 8, 3], filter: [3, 3, 3, 4] },
  { input: [2, 9, 8, 3], filter: [3, 3, 3, 4], pad: 'same' },
  { input: [1, 12, 11, 2], filter: [7, 7, 2, 3], strides: 2 },
  { input: [3, 11, 11, 2], filter: [5, 5, 2, 3], strides: 2, pad: 'same' },
  { input: [2, 13, 10, 2], filter: [3, 2, 2, 5], strides: [3, 2] },
  { input: [2, 8, 7, 2], filter: [3, 3, 2, 2], pad: MARGINS },
  { input: [2, 8, 7, 2], filter: [1, 1, 2, 4], strides: 2 },
  { input: [1, 6, 6, 2], filter: [4, 4, 2, 2], pad: 'same' },
];

const POOLINGS: [size: number, stride: number, pad: 'same' | 'valid'][] = [
  [2, 2, 'valid'],
  [3, 2, 'valid'],
  [3, 2, 'same'],
  [3, 1, 'same'],
  [2, 3, 'valid'],
];

function random(shape: number[], seed: number): Tensor {
  const source = seededRandom(seed);
  const size = shape.reduce((product, n) => product * n, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => source.between(-1, 1)),
    shape,
  );
}

/** Gradients of a random weighting of `f`'s values by each input. */
function gradientsOf(f: (inputs: Tensor[]) => Tensor, shapes: number[][]): Float32Array[] {
  return tf.tidy(() => {
    const inputs = shapes.map((shape, i) => random(shape, i + 1));
    const outputShape = tf.tidy(() => f(inputs).shape);
    const weighting = random(outputShape, 99);
    const gradients = tf.grads((...xs: Tensor[]) => tf.mul(f(xs), weighting));
    return gradients(inputs).map((gradient) => gradient.dataSync<'float32'>());
  });
}

let restore: (() => void) | undefined;
afterEach(() => {
  restore?.();
  restore = undefined;
});

/** tfjs' own on cpu, ours on the backend. */
async function compare(backend: string, f: (inputs: Tensor[]) => Tensor, shapes: number[][]) {
  await useBackend('cpu');
  const expected = gradientsOf(f, shapes);
  await useBackend(backend);
  restore = useOwnGradients();
  const actual = gradientsOf(f, shapes);
  actual.forEach((gradient, i) =>
    expect(relativeError(gradient, expected[i]!), `input ${i}`).toBeLessThan(1e-4),
  );
}

describe.each(BACKENDS)('own gradients on %s equal the ones of tfjs on cpu', (backend) => {
  test.each(CONVOLUTIONS)('convolution %o', async (c) => {
    const f = ([x, filter]: Tensor[]) =>
      tf.conv2d(x as Tensor4D, filter as Tensor4D, c.strides ?? 1, c.pad ?? 'valid');
    await compare(backend, f, [c.input, c.filter]);
  });

  test.each(POOLINGS)('max pooling, size %i, stride %i, %s', async (size, stride, pad) => {
    await compare(backend, ([x]) => tf.maxPool(x as Tensor4D, size, stride, pad), [[2, 11, 10, 3]]);
  });

  test('a network of convolutions, ReLUs and overlapping poolings', async () => {
    const f = ([x, first, second]: Tensor[]) => {
      const one = tf.relu(tf.conv2d(x as Tensor4D, first as Tensor4D, 2, 'valid'));
      const pooled = tf.maxPool(one, 3, 2, 'valid');
      return tf.relu(tf.conv2d(pooled, second as Tensor4D, 1, 'same'));
    };
    // On wasm a pooled window of zeros comes out as 1.2e-38, far below the tolerance.
    await compare(backend, f, [
      [2, 24, 24, 3],
      [5, 5, 3, 6],
      [3, 3, 6, 4],
    ]);
  });
});

/** A filter with a zero between its taps: what dilation 2 means. [3, 3, in, out] → [5, 5, in, out] */
function spread(filter: Tensor4D): Tensor4D {
  const [, , channelsIn, channelsOut] = filter.shape;
  const spreadAxis = (value: Tensor, axis: number) =>
    tf.concat(
      [0, 1, 2].flatMap((tap) => {
        const begin = [0, 0, 0, 0].map((_, i) => (i === axis ? tap : 0));
        const size = value.shape.map((length, i) => (i === axis ? 1 : length));
        const part = tf.slice(value, begin, size);
        return tap < 2 ? [part, tf.zerosLike(part)] : [part];
      }),
      axis,
    );
  return tf.reshape(spreadAxis(spreadAxis(filter, 0), 1), [5, 5, channelsIn, channelsOut]);
}

// tfjs itself refuses to differentiate dilated convolutions.
test('the gradient of a dilated convolution is the one of a filter with zeros between its taps', async () => {
  await useBackend(BACKENDS[0]!);
  restore = useOwnGradients();
  const shapes = [
    [2, 9, 9, 2],
    [3, 3, 2, 3],
  ];
  const [dilated, spreadOut] = [
    ([x, w]: Tensor[]) => tf.conv2d(x as Tensor4D, w as Tensor4D, 1, 'same', 'NHWC', 2),
    ([x, w]: Tensor[]) => tf.conv2d(x as Tensor4D, spread(w as Tensor4D), 1, 'same'),
  ].map((f) => gradientsOf(f, shapes));
  dilated!.forEach((gradient, i) =>
    expect(relativeError(gradient, spreadOut![i]!)).toBeLessThan(1e-4),
  );
});

test('the restoring function puts the gradients of tfjs back', () => {
  const before = tf.getGradient('Conv2D');
  const putBack = useOwnGradients();
  expect(tf.getGradient('Conv2D')).not.toBe(before);
  putBack();
  expect(tf.getGradient('Conv2D')).toBe(before);
});
