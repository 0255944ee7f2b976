import type { Network, NetworkNode } from '../net/Network.js';
import type { RuleName } from '../ops/rule.js';

/**
 * Why a rule has no way down from a layer, as part of a sentence; undefined where it has one. Products of two maps, as
 * attention is made of, have a derivative and nothing else.
 * @throws RangeError for a name that is no layer
 */
export function ruleProblem(network: Network, layer: string, rule: RuleName): string | undefined {
  if (rule === 'gradient') return undefined;
  const fault = onlyGradientBelow(network, network.indexOf(layer));
  if (!fault) return undefined;
  return `"${fault.name}" ${fault.op.onlyGradient}; the rule ${rule} has no way down through it, only the rule gradient has`;
}

/** The highest node from here down to the input that only the rule `gradient` passes. */
function onlyGradientBelow({ nodes }: Network, index: number): NetworkNode | undefined {
  const reached = new Set([index]);
  for (let i = index; i >= 0; i--) {
    if (!reached.has(i)) continue;
    const node = nodes[i]!;
    if (node.op.onlyGradient) return node;
    for (const input of node.inputs) reached.add(input);
  }
  return undefined;
}
