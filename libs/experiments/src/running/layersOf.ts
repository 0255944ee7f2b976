import type { RuleName } from '@deconv/core';
import type { Model } from '@deconv/models';
import { convolutions, requireProjectable } from '@deconv/probes';

/**
 * The layers that are asked for; else those that hold convolutions.
 * @param rule by which their units are to be projected, if they are
 * @throws Error for one that cannot be projected
 */
export function layersOf(
  model: Model,
  asked: readonly string[] | undefined,
  rule?: RuleName,
): string[] {
  const { network } = model;
  const { layers: known } = network;
  const layers =
    asked ??
    convolutions(network).flatMap(({ layer }) =>
      known.some(({ name }) => name === layer) ? [layer] : [],
    );
  if (!layers.length) throw new Error('No layer is named, and this network has no convolution.');
  for (const layer of layers) requireProjectable(model, layer, rule);
  return [...layers];
}
