import { pointwise, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Op } from './op.js';

/**
 * ReLU with a slope of its own below zero for each channel (He et al. 2015, "Delving Deep into Rectifiers"). Slopes may be
 * negative, so its input says what was active.
 * @param slope [channels]; the op takes it over
 */
export function prelu(shape: MapShape, slope: Tensor1D): Op {
  const rectify = (x: Tensor4D): Tensor4D => tf.add(tf.relu(x), tf.mul(tf.minimum(x, 0), slope));
  return {
    kind: 'PReLU',
    window: pointwise(),
    shape,
    weights: { slope },
    withWeights: (to) => prelu(shape, to['slope'] as Tensor1D),
    recallsInput: true,
    forward: ([x]) => ({ value: rectify(x!) }),
    down: (signal, { rule, input }) => [
      rule(signal, {
        reconstruct: rectify,
        differentiate: (arrived) => {
          const active = tf.cast(tf.greater(input(), 0), 'float32');
          return tf.mul(arrived, tf.add(active, tf.mul(tf.sub(1, active), slope)));
        },
      }),
    ],
    onnx: (graph, [x]) => graph.add('PRelu', [x!, graph.perChannel(slope)]),
    dispose: () => slope.dispose(),
  };
}
