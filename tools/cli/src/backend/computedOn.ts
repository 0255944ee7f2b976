import { passEngine, type Network } from '@deconv/core';

/**
 * What really computes, as documents name it: where ONNX Runtime cannot hold all of a network, wasm does its part, and is named.
 * @param backend as `startBackend` names what was started
 * @param inParts whether parts of maps are computed, too
 */
export function computedOn(backend: string, network: Network, inParts = false): string {
  const engine = passEngine();
  if (!engine) return backend;
  const nodes = [...network.nodes.keys()].filter(
    (index) => index > 0 && !network.nodes[index]!.op.mean,
  );
  const parts = { nodes, inputs: [], outputs: [], sums: [] };
  const holds = engine.holds(network) && (!inParts || engine.holdsParts(network, parts));
  return holds ? backend : `${backend} and wasm`;
}
