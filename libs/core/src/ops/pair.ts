import { pointwise, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Op } from './op.js';

/**
 * A value and what it lacks of a sum, `[sum − x, x]`: the probabilities of two classes of which one number tells, with a sum
 * of 1, and their logits, with a sum of 0.
 * @param input of one channel
 * @throws RangeError for more
 */
export function pairOp(input: MapShape, sum: number): Op {
  if (input.channels !== 1)
    throw new RangeError(`a pair is made of one channel, not of ${input.channels}`);
  return {
    kind: 'Pair',
    window: pointwise(),
    shape: { ...input, channels: 2 },
    weights: {},
    forward: ([x]) => ({ value: tf.concat<Tensor4D>([tf.sub(sum, x!), x!], 3) }),
    down: (signal) => {
      const [first, second] = tf.split<Tensor4D>(signal, 2, 3);
      return [tf.sub(second!, first!)];
    },
    onnx: (graph, [x]) => {
      const lacking = graph.add('Sub', [graph.floats([sum], []), x!]);
      return graph.add('Concat', [lacking, x!], { axis: { int: graph.channelAxis } });
    },
    dispose: () => undefined,
  };
}
