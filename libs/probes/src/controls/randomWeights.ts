import { Network, type NetworkNode, type Op } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** A network some of whose layers have learned nothing. */
export interface RandomisedNetwork {
  network: Network;
  /** Frees what the network does not share with the one that it was made from. */
  dispose: () => void;
}

/**
 * Puts random weights into some nodes of a network: normally distributed, with mean and standard deviation of the weights
 * that they replace, filters and biases each for themselves. All others are shared with the network.
 * @param indices of nodes that have weights
 * @param seed the same one draws the same weights for a node, whichever others are replaced
 */
export function randomWeights(
  network: Network,
  indices: ReadonlySet<number>,
  seed: number,
): RandomisedNetwork {
  const made: Op[] = [];
  const nodes = network.nodes.map((node, i): NetworkNode => {
    if (!indices.has(i) || !node.op.withWeights) return node;
    const drawn = Object.entries(node.op.weights).map(
      ([name, weights], w) => [name, drawLike(weights, `${seed}/${i}/${w}`)] as const,
    );
    const op = node.op.withWeights(Object.fromEntries(drawn));
    made.push(op);
    return { ...node, op };
  });
  return {
    network: new Network(nodes, network.output, network.answer),
    dispose: () => made.forEach((op) => op.dispose()),
  };
}

/** Nodes with weights that a node depends on, itself included, the nearest to it first. */
export function weightedBelow({ nodes }: Network, top: number): number[] {
  const needed = new Set([top]);
  for (let i = top; i >= 0; i--)
    if (needed.has(i)) nodes[i]!.inputs.forEach((input) => needed.add(input));
  return [...needed].filter((i) => nodes[i]!.op.withWeights !== undefined).sort((a, b) => b - a);
}

function drawLike(weights: Tensor, seed: string): Tensor {
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(weights);
    const deviation = Math.sqrt(variance.dataSync()[0]!);
    const noise = tf.randomNormal(weights.shape, 0, 1, 'float32', hashOf(seed));
    return tf.add(tf.mul(noise, deviation), mean);
  });
}

/** FNV-1a: tfjs takes numbers for seeds only. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}
