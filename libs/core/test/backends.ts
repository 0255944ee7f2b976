import * as tf from '@tensorflow/tfjs-core';
import { tuneGraphics } from '@deconv/core';

/** Backends that this environment can run: cpu and wasm in Node, WebGL in a browser. */
export const BACKENDS = 'window' in globalThis ? ['webgl'] : ['cpu', 'wasm'];

/** Makes `name` the active backend, or fails: tfjs itself may stay on another one without a word. */
export async function useBackend(name: string): Promise<void> {
  if (name === 'webgl') {
    await import('@tensorflow/tfjs-backend-webgl');
    tuneGraphics();
  }
  if (name === 'wasm') await import('@tensorflow/tfjs-backend-wasm');
  if (name === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  await tf.setBackend(name);
  await tf.ready();
  if (tf.getBackend() !== name) throw new Error(`backend ${name} did not start`);
}

/** A small seeded generator of numbers in −1 … 1 (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

export function randomTensor<R extends tf.Rank>(shape: tf.ShapeMap[R], seed: number): tf.Tensor<R> {
  const next = numbers(seed);
  const size = (shape as number[]).reduce((a, b) => a * b, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => next()),
    shape,
  );
}

/** Largest difference, as a share of the largest magnitude. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length)
    throw new Error(`lengths differ: ${actual.length} and ${expected.length}`);
  let difference = 0;
  let largest = 1e-12;
  for (let i = 0; i < expected.length; i++) {
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
    largest = Math.max(largest, Math.abs(expected[i]!));
  }
  return difference / largest;
}
