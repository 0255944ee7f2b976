import { layerProblem, type Model } from '@deconv/models';

/** By which the report projects. */
export const RULE = 'deconvnet';

/** Networks with at most so many convolutions show all of them. */
const FEW = 6;
/** Layers that pass features on without making any. */
const PASSING = /pool|pad|dropout|flatten|reshape|dense|gemm|matmul|softmax|input|norm/i;

/** Layers for the report, with the reason in words. */
export interface ChosenLayers {
  names: string[];
  why: string;
}

/**
 * The layers that show most of a network at a glance: all convolutions where they are few; else, of each size of map, the
 * last layer that makes features.
 * @throws Error where no layer with a map can be projected
 */
export function chooseLayers(model: Model): ChosenLayers {
  const { layers, network } = model;
  const projectable = layers.filter((layer) => {
    const [height, width] = layer.shape;
    const known = network.layers.some(({ name }) => name === layer.name);
    return known && !layerProblem(model, layer, RULE) && (height ?? 0) * (width ?? 0) > 1;
  });
  const making = projectable.filter(({ kind }) => !PASSING.test(kind));
  const convolutions = making.filter(({ kind }) => /conv/i.test(kind));
  if (convolutions.length > 0 && convolutions.length <= FEW) {
    const all = layers.filter(({ kind }) => /conv/i.test(kind)).length === convolutions.length;
    const why = all
      ? 'All convolutions of the network.'
      : `Its convolutions, where they have a map that can be projected by the rule ${RULE}.`;
    return { names: convolutions.map(({ name }) => name), why };
  }
  const lastOfSize = new Map(making.map(({ name, shape }) => [shape.slice(0, 2).join('×'), name]));
  if (!lastOfSize.size)
    throw new Error('no layer of this model can be projected; `deconv inspect` says why');
  return {
    names: [...lastOfSize.values()],
    why: 'Of each size of feature map, the last layer that makes features.',
  };
}
