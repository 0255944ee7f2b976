import '@tensorflow/tfjs-backend-cpu';
import {
  convOp,
  input,
  maxPoolOp,
  NetworkBuilder,
  relu,
  type Network,
  type Op,
} from '@deconv/core';
import { axisWindow, type MapShape, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** A generator of whole numbers from −2 to 2 (mulberry32): few values, so that activations tie. */
function wholeNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) % 5) - 2;
  };
}

const square = (size: number, stride = 1): Window => ({
  rows: axisWindow({ size, stride }),
  columns: axisWindow({ size, stride }),
});

function values(shape: Tensor4D['shape'], next: () => number): Tensor4D {
  return tf.tensor4d(
    Array.from({ length: shape.reduce((a, b) => a * b) }, () => next()),
    shape,
  );
}

/** Pictures of 10 × 11 pixels in two channels → conv1 (4 maps, rectified) → pool1 → conv2 (3 maps, not rectified). */
export function tinyNetwork(seed: number): Network {
  const next = wholeNumbers(seed);
  const builder = new NetworkBuilder();
  let top = builder.add('input', input({ height: 10, width: 11, channels: 2 }), [], 'Input');
  const on = (name: string, make: (shape: MapShape) => Op, layer?: string): void => {
    top = builder.add(name, make(builder.shape(top)), [top], layer);
  };
  on('conv1/filter', (shape) => convOp(shape, square(3), values([3, 3, 2, 4], next)));
  on('conv1', (shape) => relu(shape), 'Conv2D');
  on('pool1', (shape) => maxPoolOp(shape, square(2, 2)), 'MaxPooling2D');
  on('conv2', (shape) => convOp(shape, square(2), values([2, 2, 4, 3], next)), 'Conv2D');
  return builder.build(top);
}

/** @returns [images, 10, 11, 2] */
export function pictures(count: number, seed: number): Tensor4D {
  return values([count, 10, 11, 2], wholeNumbers(seed));
}
