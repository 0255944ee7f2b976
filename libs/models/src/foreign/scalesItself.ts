import { PASSING } from '../standIns/passing.js';
import type { Network, NetworkNode } from '@deconv/core';

/** Numbers that pixels of 0–255 are multiplied by are smaller, and those of images that are 0–1 already are larger. */
const LARGEST = 1 / 50;

/** What is taken off pixels of 0–255 is more: images of 0–1 have nothing of the kind. */
const LEAST_TAKEN_OFF = 16;

/** Who says how pixels become the input where a network scales them itself, in words. */
export const ITS_FIRST_LAYERS = 'its first layers';

/**
 * Whether a network takes pixels of 0–255 as they are, since it scales them itself, as Keras' `Rescaling` and `Normalization` do:
 * it begins with factors and shifts for each colour. The factors together are as small as 1/255 or 1/127.5, or a mean colour is
 * taken off that only such pixels have.
 */
export function scalesItself({ nodes }: Network): boolean {
  let [below, factor] = [0, 1];
  for (;;) {
    const readers = nodes.flatMap((node, index) => (node.inputs.includes(below) ? [index] : []));
    const [reader] = readers;
    if (readers.length !== 1 || reader === undefined) return false;
    const scaled = scalingOf(nodes[reader]!, nodes[below]!.op.shape.channels);
    if (scaled === undefined) return false;
    if (scaled.takenOff / factor >= LEAST_TAKEN_OFF) return true;
    factor *= scaled.largest;
    if (factor <= LARGEST) return true;
    below = reader;
  }
}

interface Scaling {
  /** Of the factors, as a magnitude. */
  largest: number;
  /** The least that is taken off any channel, before the factors. */
  takenOff: number;
}

const UNCHANGED: Scaling = { largest: 1, takenOff: 0 };

/** What puts all channels into another order, as from red first to blue first. */
const ORDERING = ['Gather', 'GatherV2', 'Slice', 'StridedSlice'];

/** Undefined where a node is no factor and shift for each channel, nor another order of channels. */
function scalingOf({ op }: NetworkNode, channels: number): Scaling | undefined {
  if (['Cast', 'Identity', ...PASSING].includes(op.kind)) return UNCHANGED;
  if (ORDERING.includes(op.kind) && op.shape.channels === channels) return UNCHANGED;
  const { scale, shift } = op.weights;
  if (!op.isMultiple || !scale || !shift) return undefined;
  const [factors, shifts] = [scale.dataSync(), shift.dataSync()];
  const takenOff = Array.from(factors, (factor, c) => -shifts[c]! / factor);
  return { largest: Math.max(...factors.map(Math.abs)), takenOff: Math.min(...takenOff) };
}
