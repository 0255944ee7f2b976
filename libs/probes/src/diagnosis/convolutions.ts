import type { Network } from '@deconv/core';
import type { Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { pathAfter } from './pathAfter.js';

/** A convolution of a network, with one filter for each feature map. */
export interface Convolution {
  /** Its layer; where one layer holds several convolutions, all but the last are named after their steps. */
  layer: string;
  /** Where its own values stand among the network's nodes. */
  node: number;
  window: Window;
  filters: number;
  /** How many input channels each filter reads: not all of them, where the convolution has groups. */
  channels: number;
  /** Runs of filters that read the same channels; as many as there are channels where it is depthwise. */
  groups: number;
}

/** The convolutions of a network, depthwise ones too, in its order. Dense layers are none. */
export function convolutions({ nodes }: Network): Convolution[] {
  return nodes.flatMap(({ op, window, inputs }, node) => {
    const { filter } = op.weights;
    if (!filter) return [];
    const depthwise = op.kind === 'DepthwiseConv2D';
    const [, , read, last] = filter.shape as Tensor4D['shape'];
    const channels = depthwise ? 1 : read;
    const filters = depthwise ? read * last : last;
    const groups = nodes[inputs[0]!]!.op.shape.channels / channels;
    return [{ layer: nameOf(nodes, node), node, window, filters, channels, groups }];
  });
}

/** That of the layer, unless another convolution of the layer follows. */
function nameOf(nodes: Network['nodes'], node: number): string {
  const end = nodes.findIndex(({ layer }, i) => i >= node && layer !== undefined);
  const isLast = !nodes.slice(node + 1, end + 1).some(({ op }) => op.weights.filter);
  return nodes[isLast ? end : node]!.name;
}

/**
 * The filters of a convolution. A batch normalisation that follows it multiplies each filter, and so it does here: a
 * network has the same filters before and after the two are folded into one layer.
 * @returns for each filter [height, width, channels], flat
 */
export async function readFilters(
  network: Network,
  { node, filters, channels }: Convolution,
): Promise<Float32Array[]> {
  const filter = network.nodes[node]!.op.weights.filter as Tensor4D;
  const [height, width] = filter.shape;
  const factors = pathAfter(network, node).path.flatMap((i) => {
    const { scale } = network.nodes[i]!.op.weights;
    return scale ? [scale as Tensor1D] : [];
  });
  const byFilter = tf.tidy(() => {
    // A depthwise filter [height, width, channels, multiplier] is that of output channel c·multiplier + m.
    const shaped = tf.reshape(filter, [height, width, channels, filters]);
    const scaled = factors.reduce<tf.Tensor>((product, each) => tf.mul(product, each), shaped);
    return tf.transpose(scaled, [3, 0, 1, 2]);
  });
  const values = await byFilter.data<'float32'>().finally(() => byFilter.dispose());
  const size = height * width * channels;
  return Array.from({ length: filters }, (_, f) => values.slice(f * size, (f + 1) * size));
}
