import type { Weight } from '../modelFiles.js';
import { innerLayers, nameOf, type KerasLayer } from './kerasLayer.js';

/**
 * Name of the layer that a weight belongs to. Keras 3 writes the path from the outermost model:
 * `sequential/conv2d/kernel`.
 * @returns undefined for a weight of no such layer
 */
export function layerOfWeight(name: string, layers: ReadonlySet<string>): string | undefined {
  let path = name.slice(0, Math.max(0, name.lastIndexOf('/')));
  while (path && !layers.has(path)) path = path.slice(path.indexOf('/') + 1 || path.length);
  return path || undefined;
}

/**
 * The weights by the names that tfjs gives them: layer and weight, `conv2d/kernel`; but how many values a Normalization was
 * adapted to, which it does not compute with.
 */
export function asKeras2Weights(weights: Weight[], model: KerasLayer): Weight[] {
  const classes = new Map(innerLayers(model).map((layer) => [nameOf(layer), layer.class_name]));
  const layers = new Set(classes.keys());
  return weights.flatMap((weight) => {
    const { name } = weight.spec;
    const layer = layerOfWeight(name, layers);
    if (layer === undefined) return weight;
    const own = name.slice(name.lastIndexOf('/') + 1);
    if (classes.get(layer) === 'Normalization' && own === 'count') return [];
    // Keras 3 calls the filter of this layer by the same word as all others.
    const depthwise = classes.get(layer) === 'DepthwiseConv2D' && own === 'kernel';
    const spec = { ...weight.spec, name: `${layer}/${depthwise ? 'depthwise_kernel' : own}` };
    return { ...weight, spec };
  });
}
