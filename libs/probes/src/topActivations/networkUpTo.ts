import { Network } from '@deconv/core';

/**
 * The part of a network that computes these layers, for passes that need no more. It shares the network's weights and is
 * not disposed of its own.
 * @throws RangeError for a name that is no layer
 */
export function networkUpTo(network: Network, layers: readonly string[]): Network {
  const last = Math.max(...layers.map((layer) => network.indexOf(layer)));
  const output = network.output === last ? last : undefined;
  return new Network(network.nodes.slice(0, last + 1), output);
}
