import type { Model } from '@deconv/models';
import { convolutions, type Convolution } from '../diagnosis/convolutions.js';
import { requireRead } from './requireReadable.js';

/**
 * The convolutions that are to be looked at, in the order of the network.
 * @param names of layers; undefined for all
 * @throws Error for a name that is no layer of the model, or one without filters, and for a model without convolutions
 */
export function chooseConvolutions(
  model: Model,
  names: readonly string[] | undefined,
): Convolution[] {
  const { nodes } = model.network;
  const found = convolutions(model.network);
  const layerOf = ({ node }: Convolution): string =>
    nodes.slice(node).find(({ layer }) => layer !== undefined)!.name;
  if (!found.length)
    throw new Error('the model has no convolution that can be read; inspect lists its layers');
  for (const name of names ?? []) {
    requireRead(model, name);
    if (found.some((each) => layerOf(each) === name)) continue;
    const { kind } = model.layers.find((layer) => layer.name === name)!;
    const those = [...new Set(found.map(layerOf))].join(', ');
    throw new Error(`layer "${name}" (${kind}) holds no convolution; expected some of ${those}`);
  }
  return names ? found.filter((each) => names.includes(layerOf(each))) : found;
}
