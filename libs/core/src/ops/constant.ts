import { pointwise, type Box, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cut } from './cut.js';
import type { Op } from './op.js';

// The ops of this file take over the tensors they are given and dispose them.

/** The part of a constant map that lies in each box: [boxes, height, width, channels]. */
const within = (constant: Tensor4D, boxes: readonly Box[]): Tensor4D =>
  cut(constant, [{ top: 0, left: 0 }], boxes);

/**
 * A map plus a number for each position: an embedding of positions. Like a bias it plays no part on the way down.
 * @param shift [1, height, width, channels], or of one channel for all
 */
export function shiftOp(shape: MapShape, shift: Tensor4D): Op {
  return {
    kind: 'Shift',
    window: pointwise(),
    shape,
    weights: { shift },
    withWeights: (to) => shiftOp(shape, to['shift'] as Tensor4D),
    forward: ([x]) => ({ value: tf.add(x!, shift) }),
    forwardBoxes: ([x], boxes) => tf.add(x!, within(shift, boxes)),
    down: (signal) => [signal],
    dispose: () => shift.dispose(),
  };
}

/**
 * A map times a number for each position.
 * @param scale [1, height, width, channels], or of one channel for all
 */
export function scaleOp(shape: MapShape, scale: Tensor4D): Op {
  return {
    kind: 'Scale',
    window: pointwise(),
    shape,
    weights: { scale },
    withWeights: (to) => scaleOp(shape, to['scale'] as Tensor4D),
    forward: ([x]) => ({ value: tf.mul(x!, scale) }),
    forwardBoxes: ([x], boxes) => tf.mul(x!, within(scale, boxes)),
    down: (signal, { boxes }) => [tf.mul(signal, within(scale, boxes))],
    dispose: () => scale.dispose(),
  };
}

/** Channels of zeros before and after those of the map. */
export function padChannelsOp(input: MapShape, before: number, after: number): Op {
  const channels = before + input.channels + after;
  return {
    kind: 'ChannelPadding',
    window: pointwise(),
    shape: { ...input, channels },
    weights: {},
    forward: ([x]) => ({
      value: tf.pad(x!, [
        [0, 0],
        [0, 0],
        [0, 0],
        [before, after],
      ]),
    }),
    down: (signal) => [tf.slice(signal, [0, 0, 0, before], [-1, -1, -1, input.channels])],
    onnx: (graph, [x]) => {
      const pads = graph.integers([0, 0, 0, before, 0, 0, 0, after]);
      return graph.fromChannelsLast(graph.add('Pad', [graph.channelsLast(x!), pads]));
    },
    dispose: () => undefined,
  };
}
