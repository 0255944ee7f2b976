import * as tf from '@tensorflow/tfjs-core';
import { layers, sequential, type Sequential } from '@tensorflow/tfjs-layers';
import type { Architecture, LayerSpec } from './architecture.js';
import { EPSILON } from './batchNorm.js';
import { LrnLayer } from './LrnLayer.js';
import type { Layout } from './parameters.js';

type Layer = Sequential['layers'][number];

/**
 * The network as its users get it: batch normalisation folded into filters and biases, nothing left out.
 * @param parameters and `statistics` in flat arrays as `layout` says
 * @returns [batch, size, size, 3] → [batch, classes], layers named as the architecture says, a softmax `prob` last
 */
export function finishedNetwork(
  { name, inputSize, layers: specs }: Architecture,
  layout: Layout,
  parameters: Float32Array,
  statistics: Float32Array,
): Sequential {
  const model = sequential({ name });
  let inputShape: number[] | undefined = [inputSize, inputSize, 3];
  let flat = false;
  for (const spec of specs) {
    if (!flat && (spec.kind === 'dense' || spec.kind === 'classes')) {
      model.add(layers.flatten({ name: 'flatten', ...(inputShape && { inputShape }) }));
      inputShape = undefined;
      flat = true;
    }
    model.add(makeLayer(spec, inputShape));
    inputShape = undefined;
  }
  model.add(layers.activation({ name: 'prob', activation: 'softmax' }));
  for (const layer of model.layers)
    if (layer.weights.length) setWeights(layer, folded(layer.name, layout, parameters, statistics));
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
    case 'lrn': {
      const { depthRadius, bias, alpha, beta } = spec;
      return new LrnLayer({ ...shared, depthRadius, bias, alpha, beta });
    }
    case 'dense':
      return layers.dense({ ...shared, units: spec.units, activation: 'relu' });
    case 'classes':
      return layers.dense({ ...shared, units: spec.units });
  }
}

interface Folded {
  filters: Float32Array;
  biases: Float32Array;
}

/** Filters and biases that do what filters, normalisation by running statistics, scale and shift do together. */
function folded(
  layer: string,
  { parameters: all, statistics: normalised }: Layout,
  parameters: Float32Array,
  statistics: Float32Array,
): Folded {
  const part = (role: string) => {
    const found = all.find((p) => p.layer === layer && p.role === role);
    return found && parameters.slice(found.from, found.to);
  };
  const [filters, biases, scale] = [part('filters')!, part('shift')!, part('scale')];
  const statistic = normalised.find((s) => s.layer === layer);
  if (!scale || !statistic) return { filters, biases };
  const { from, channels } = statistic;
  for (let c = 0; c < channels; c++) {
    const [mean, variance] = [statistics[from + c]!, statistics[from + channels + c]!];
    const factor = scale[c]! / Math.sqrt(variance + EPSILON);
    for (let i = c; i < filters.length; i += channels) filters[i]! *= factor;
    biases[c]! -= mean * factor;
  }
  return { filters, biases };
}

function setWeights(layer: Layer, { filters, biases }: Folded): void {
  const [kernel, bias] = layer.weights;
  tf.tidy(() =>
    layer.setWeights([
      tf.tensor(filters, kernel!.shape as number[]),
      tf.tensor(biases, bias!.shape as number[]),
    ]),
  );
}
