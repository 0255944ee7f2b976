import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { weightedLayers, type Architecture, type WeightedSpec } from './architecture.js';
import { batchNorm } from './batchNorm.js';
import { normaliseContrast } from './LrnLayer.js';
import type { ParameterRole } from './parameters.js';

/** The tensors of a network in training, by layer and role. */
export type ParameterTensors = ReadonlyMap<string, Partial<Record<ParameterRole, Tensor>>>;

export interface ForwardHooks {
  /** Leaves units of a dense layer's output out; `place` counts dense layers from 0. */
  drop: (value: Tensor, place: number) => Tensor;
  /** Gets the batch's mean and variance of each normalised layer, [channels] each. */
  onMoments: (layer: string, mean: Tensor1D, variance: Tensor1D) => void;
}

/**
 * The forward pass of training, by batch statistics and with dropout.
 * @param x [batch, size, size, 3]
 * @returns what goes into the softmax: [batch, classes]
 */
export function forward(
  architecture: Architecture,
  tensors: ParameterTensors,
  x: Tensor4D,
  { drop, onMoments }: ForwardHooks,
): Tensor2D {
  const normalised = new Set(
    weightedLayers(architecture).flatMap((l) => (l.normalised ? [l.spec.name] : [])),
  );
  let value: Tensor = x;
  let dense = 0;
  for (const spec of architecture.layers) {
    if (spec.kind === 'pool') {
      value = tf.maxPool(value as Tensor4D, spec.size, spec.stride, 'valid');
      continue;
    }
    if (spec.kind === 'lrn') {
      value = normaliseContrast(value as Tensor4D, spec);
      continue;
    }
    const { filters, scale, shift } = tensors.get(spec.name)!;
    value = filter(spec, value, filters!);
    if (normalised.has(spec.name)) {
      const { y, mean, variance } = batchNorm(value, scale as Tensor1D, shift as Tensor1D);
      onMoments(spec.name, mean, variance);
      value = y;
    } else value = tf.add(value, shift!);
    if (spec.kind !== 'classes') value = tf.relu(value);
    if (spec.kind === 'dense') value = drop(value, dense++);
  }
  return value as Tensor2D;
}

function filter(spec: WeightedSpec, x: Tensor, filters: Tensor): Tensor {
  if (spec.kind === 'conv')
    return tf.conv2d(x as Tensor4D, filters as Tensor4D, spec.stride, spec.padding);
  return tf.matMul(tf.reshape(x, [x.shape[0], -1]), filters);
}
