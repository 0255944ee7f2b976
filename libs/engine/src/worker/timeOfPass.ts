import { fusedConv, maxPool, unpool } from '@deconv/core';
import { axisWindow, type AxisWindow, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';

/** Milliseconds that repetitions may take together. */
const BUDGET = 15;

const both = (axis: AxisWindow): Window => ({ rows: axis, columns: axis });
const CONV = both(axisWindow({ size: 3, before: 1, after: 1 }));
const POOL = both(axisWindow({ size: 2, stride: 2 }));

/**
 * How long a small pass takes on the backend that runs: up through a convolution (3×3, 64 to 64 channels, 29 million
 * multiply-adds) and a max pooling, back through its switches, and out of the device.
 * @returns milliseconds, the least of some; the first one, which compiles and uploads, does not count
 */
export async function timeOfPass(): Promise<number> {
  const filter: Tensor4D = tf.fill([3, 3, 64, 64], 0.01);
  const x: Tensor4D = tf.ones([1, 28, 28, 64]);
  return leastOf(() => pass(x, filter)).finally(() => tf.dispose([filter, x]));
}

async function leastOf(run: () => Promise<void>): Promise<number> {
  await run();
  let [spent, least] = [0, Infinity];
  while (spent < BUDGET) {
    const start = performance.now();
    await run();
    const time = performance.now() - start;
    // A clock that a browser made coarse may stand still.
    spent += Math.max(1, time);
    least = Math.min(least, time);
  }
  return least;
}

async function pass(x: Tensor4D, filter: Tensor4D): Promise<void> {
  const there = tf.tidy(() => {
    const { value, switches } = maxPool(fusedConv(x, filter, CONV, undefined, true), POOL);
    return unpool(value, switches, POOL);
  });
  await there.data().finally(() => there.dispose());
}
