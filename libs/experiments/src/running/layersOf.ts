import type { Model } from '@deconv/models';
import { convolutions, requireProjectable } from '@deconv/probes';

/** The layers that are asked for; else those that hold convolutions. @throws Error for one that cannot be projected */
export function layersOf(model: Model, asked: readonly string[] | undefined): string[] {
  const { network } = model;
  const { layers: known } = network;
  const layers =
    asked ??
    convolutions(network).flatMap(({ layer }) =>
      known.some(({ name }) => name === layer) ? [layer] : [],
    );
  if (!layers.length) throw new Error('No layer is named, and this network has no convolution.');
  for (const layer of layers) requireProjectable(model, layer);
  return [...layers];
}
