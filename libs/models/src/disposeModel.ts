import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** Frees a model whole: tfjs itself keeps the weights of models inside of it, which it counts one use too many of. */
export function disposeModel(model: LayersModel): void {
  const weights: Tensor[] = model.weights.map((weight) => weight.read());
  model.dispose();
  for (const weight of weights) if (!weight.isDisposed) weight.dispose();
}
