import type { Network, NetworkNode } from '@deconv/core';
import { formatShape } from '@deconv/geometry';

/** How a network ends, as far as it tells what its numbers mean. */
export interface Ending {
  by: 'softmax' | 'logSoftmax' | 'sigmoid' | 'linear' | 'other';
  /** Index of the node whose values a last softmax or sigmoid reads, where they stand in the order of the output's. */
  logits?: number;
}

/** By the kind of op. */
const SQUASHING: ReadonlyMap<string, Ending['by']> = new Map([
  ['Softmax', 'softmax'],
  ['LogSoftmax', 'logSoftmax'],
  ['Sigmoid', 'sigmoid'],
  ['HardSigmoid', 'sigmoid'],
]);

/**
 * Finds what gives the numbers of an output their meaning: a softmax or sigmoid, or sums of weighted values, perhaps with
 * what only passes them on behind it.
 * @param index of the output's node
 */
export function endingOf(network: Network, index: number): Ending {
  // From the input on, since a graph may have more ways back than can be gone.
  const endings: Ending[] = [];
  for (const node of network.nodes.slice(0, index + 1)) endings.push(next(network, node, endings));
  return endings[index]!;
}

/** How the network would end with this node. @param endings of the nodes before it */
function next(network: Network, node: NetworkNode, endings: readonly Ending[]): Ending {
  const { op, inputs } = node;
  const below = inputs.map((input) => endings[input]!);
  const [first] = below;
  if (!first) return { by: 'other' };
  if (op.passes) return sameOrder(network, node, first);
  const by = SQUASHING.get(op.kind);
  // A hard sigmoid cuts off: its input is no log-odds.
  if (by) return { by, ...(op.kind !== 'HardSigmoid' && { logits: inputs[0]! }) };
  if (op.weights.filter ?? op.weights.kernel) return { by: 'linear' };
  if (op.kind.includes('Pool')) return pooled(first);
  if (inputs.length > 1) return joined(op.kind, below);
  return { by: op.weights.scale && first.by === 'linear' ? 'linear' : 'other' };
}

/** Means over positions are what they are means of, but for logarithms; of all else they may be any number. */
function pooled({ by }: Ending): Ending {
  if (by === 'logSoftmax') return { by: 'other' };
  return { by: by === 'other' ? 'linear' : by };
}

/** Sums are logits where what they add up may be; what stands side by side is what all its parts are, if they are alike. */
function joined(kind: string, below: readonly Ending[]): Ending {
  const kinds = below.map(({ by }) => by);
  if (kind === 'Add') return { by: kinds.includes('linear') ? 'linear' : 'other' };
  // Two distributions side by side are none.
  const [first] = kinds as [Ending['by']];
  const alone = first === 'softmax' || first === 'logSoftmax';
  const alike = kind === 'Concatenate' && !alone && kinds.every((by) => by === first);
  return { by: alike ? first : 'other' };
}

function sameOrder({ nodes }: Network, { op }: NetworkNode, ending: Ending): Ending {
  const { logits, by } = ending;
  if (logits === undefined || formatShape(nodes[logits]!.op.shape) === formatShape(op.shape))
    return ending;
  return { by };
}
