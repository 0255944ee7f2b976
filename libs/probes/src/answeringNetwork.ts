import { Network } from '@deconv/core';

/** A network that ends, as a layer that can be named, with what is shown as its answer. It shares the weights. */
export function answeringNetwork({ nodes, output, answer }: Network): Network {
  if (answer === undefined || answer === output) return new Network(nodes, output);
  const named = nodes.map((node, i) => (i === answer ? { layer: node.op.kind, ...node } : node));
  return new Network(named, answer);
}
