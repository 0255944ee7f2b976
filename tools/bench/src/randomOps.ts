import { convOp, denseOp, type Op } from '@deconv/core';
import { axisWindow, type MapShape, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';

export function square(size: number, stride: number, before = 0, after = before): Window {
  const axis = axisWindow({ size, stride, before, after });
  return { rows: axis, columns: axis };
}

/** Weights as He et al. (2015) start them, so that activations neither fade nor grow. */
const spreadOf = (inputs: number): number => Math.sqrt(2 / inputs);

/** @param scale of the weights, where activations are to grow less */
export function randomConv(
  shape: MapShape,
  filters: number,
  window: Window,
  seed: number,
  scale = 1,
): Op {
  const [size, { channels }] = [window.rows.size, shape];
  const deviation = scale * spreadOf(size * size * channels);
  const weights = [size, size, channels, filters] as [number, number, number, number];
  return convOp(shape, window, tf.randomNormal(weights, 0, deviation, 'float32', seed));
}

export function randomDense(shape: MapShape, units: number, seed: number): Op {
  const deviation = spreadOf(shape.channels);
  return denseOp(shape, tf.randomNormal([shape.channels, units], 0, deviation, 'float32', seed));
}
