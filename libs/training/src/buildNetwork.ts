import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import type { Architecture, LayerSpec } from './architecture.js';
import { heDeviation, INITIALISATION, normalValues } from './initialWeights.js';

type Layer = Sequential['layers'][number];

/** Name of the softmax that ends every network. */
export const PROBABILITIES = 'prob';

/**
 * Makes a network with seeded weights: He's deviations, but small first and last layers.
 * @returns [batch, size, size, 3] → [batch, classes], layers named as the architecture says, `prob` last
 */
export function buildNetwork(
  { name, inputSize, layers: specs }: Architecture,
  seed: number,
  initialisation = INITIALISATION,
): Sequential {
  const model = sequential({ name });
  let inputShape: number[] | undefined = [inputSize, inputSize, 3];
  let flat = false;
  for (const spec of specs) {
    if (!flat && (spec.kind === 'dense' || spec.kind === 'classes')) {
      model.add(layers.flatten({ name: 'flatten' }));
      flat = true;
    }
    model.add(makeLayer(spec, inputShape));
    inputShape = undefined;
  }
  model.add(layers.activation({ name: PROBABILITIES, activation: 'softmax' }));
  setWeights(model, seed, initialisation);
  return model;
}

function makeLayer(spec: LayerSpec, inputShape: number[] | undefined): Layer {
  const shared = { name: spec.name, ...(inputShape && { inputShape }) };
  switch (spec.kind) {
    case 'conv': {
      const { filters, size: kernelSize, stride: strides, padding } = spec;
      return layers.conv2d({
        ...shared,
        filters,
        kernelSize,
        strides,
        padding,
        activation: 'relu',
      });
    }
    case 'pool':
      return layers.maxPooling2d({ ...shared, poolSize: spec.size, strides: spec.stride });
    case 'dense':
      return layers.dense({ ...shared, units: spec.units, activation: 'relu' });
    case 'classes':
      return layers.dense({ ...shared, units: spec.units });
  }
}

function setWeights(model: Sequential, seed: number, initialisation: typeof INITIALISATION): void {
  const weighted = model.layers.filter((layer) => layer.weights.length);
  weighted.forEach((layer, index) => {
    const [kernel, bias] = layer.getWeights();
    const { shape, size } = kernel!;
    let deviation = heDeviation(shape);
    if (index === 0) deviation = initialisation.firstLayer;
    if (index === weighted.length - 1) deviation = initialisation.lastLayer;
    tf.tidy(() =>
      layer.setWeights([
        tf.tensor(normalValues(size, deviation, seed, index), shape),
        tf.zeros(bias!.shape),
      ]),
    );
  });
}
