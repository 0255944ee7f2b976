import { PASSING } from '../standIns/passing.js';
import type { Network, NetworkNode } from '@deconv/core';

/** Numbers that pixels of 0–255 are multiplied by are smaller, and those of images that are 0–1 already are larger. */
const LARGEST = 1 / 50;

/**
 * Whether a network brings pixels of 0–255 to a smaller range itself, as Keras' `Rescaling` and `Normalization` do: it begins
 * with factors and shifts for each colour, and the factors together are as small as 1/255 or 1/127.5.
 */
export function scalesItself({ nodes }: Network): boolean {
  let [below, factor] = [0, 1];
  for (;;) {
    const readers = nodes.flatMap((node, index) => (node.inputs.includes(below) ? [index] : []));
    const [reader] = readers;
    if (readers.length !== 1 || reader === undefined) return false;
    const scale = largestFactor(nodes[reader]!);
    if (scale === undefined) return false;
    factor *= scale;
    if (factor <= LARGEST) return true;
    below = reader;
  }
}

/** Undefined where a node is no factor and shift for each channel. */
function largestFactor({ op }: NetworkNode): number | undefined {
  if (['Cast', 'Identity', ...PASSING].includes(op.kind)) return 1;
  const { scale } = op.weights;
  if (!scale || op.kind !== 'BatchNormalization') return undefined;
  return Math.max(...scale.dataSync().map(Math.abs));
}
