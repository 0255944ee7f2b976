import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { PROBABILITIES } from './buildNetwork.js';

/**
 * What goes into a network's softmax.
 * @param x [batch, size, size, 3]
 * @param afterDense is applied to the output of each dense layer but the last; `place` counts them from 0
 * @returns [batch, classes]
 */
export function logitsOf(
  { layers }: LayersModel,
  x: Tensor4D,
  afterDense: (value: Tensor, place: number) => Tensor = (value) => value,
): Tensor2D {
  const dense = layers.filter((layer) => layer.getClassName() === 'Dense').slice(0, -1);
  let value: Tensor = x;
  for (const layer of layers) {
    if (layer.name === PROBABILITIES) break;
    value = layer.apply(value) as Tensor;
    const place = dense.indexOf(layer);
    if (place >= 0) value = afterDense(value, place);
  }
  return value as Tensor2D;
}
