import { transposedConv, transposeFilter } from '@deconv/core';
import { axisWindow, reach, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Case } from './compare.js';
import { read } from './read.js';

interface Layer {
  name: string;
  /** Side of the layer's output map: where the signal lies. */
  side: number;
  channelsIn: number;
  channelsOut: number;
  size: number;
  stride: number;
}

/** Layers of the paper's network at 224 × 224, each on the way down. */
const LAYERS: Layer[] = [
  { name: 'conv1', side: 110, channelsIn: 3, channelsOut: 96, size: 7, stride: 2 },
  { name: 'conv2', side: 26, channelsIn: 96, channelsOut: 256, size: 5, stride: 2 },
  { name: 'conv3', side: 13, channelsIn: 256, channelsOut: 384, size: 3, stride: 1 },
  { name: 'conv5', side: 13, channelsIn: 384, channelsOut: 256, size: 3, stride: 1 },
];

/** Transposed convolution as ordinary convolutions, against tfjs' kernel for it, `Conv2DBackpropInput`. */
export function transposedConvCases(): Case[] {
  return LAYERS.map((layer) => {
    const { side, channelsIn, channelsOut, size, stride } = layer;
    const axis = axisWindow({ size, stride });
    const window: Window = { rows: axis, columns: axis };
    const signal = tf.randomUniform<tf.Rank.R4>([1, side, side, channelsOut], -1, 1, 'float32', 1);
    const shape: [number, number, number, number] = [size, size, channelsIn, channelsOut];
    const filter = tf.randomUniform<tf.Rank.R4>(shape, -1, 1, 'float32', 2);
    // Made once for a network, so not part of the time.
    const transposed = transposeFilter(filter, window);
    const length = (side - 1) * stride + reach(axis);
    return {
      name: `${layer.name} down, ${size}×${size}/${stride}, ${side}×${side}×${channelsOut} to ${channelsIn} channels`,
      ways: [
        { name: 'convolutions', run: () => read(() => transposedConv(signal, transposed, window)) },
        {
          name: 'tf.conv2dTranspose',
          atLeast: stride === 1 ? 7 : 3.5,
          run: () =>
            read(() =>
              tf.conv2dTranspose(signal, filter, [1, length, length, channelsIn], stride, 'valid'),
            ),
        },
      ],
    };
  });
}
