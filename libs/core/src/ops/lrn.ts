import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Op } from './op.js';
import { identity } from './passing.js';

export interface LrnParameters {
  /** Channels on each side that count; the window has `2·depthRadius + 1`. */
  depthRadius: number;
  bias: number;
  /** Weight of the *sum* of squares. Caffe, ONNX and PyTorch divide theirs by the window's size first. */
  alpha: number;
  beta: number;
}

/**
 * Local response normalisation across channels: `y_c = x_c · e_c^−beta` with the energy
 * `e_c = bias + alpha · Σ_{|j − c| ≤ depthRadius} x_j²` (Krizhevsky et al. 2012, Section 3.3).
 * @param x [batch, height, width, channels]
 */
export function lrn(x: Tensor4D, parameters: LrnParameters): Tensor4D {
  return tf.mul(x, tf.pow(energy(x, parameters), -parameters.beta));
}

/**
 * The transposed derivative of `lrn` at `x`:
 * `d_j = s_j · e_j^−beta − 2·alpha·beta · x_j · Σ_{|j − c| ≤ depthRadius} s_c · y_c / e_c`.
 * @param signal of the shape of `x`
 */
export function lrnGradient(signal: Tensor4D, x: Tensor4D, parameters: LrnParameters): Tensor4D {
  const { depthRadius, alpha, beta } = parameters;
  const e = energy(x, parameters);
  const scaled = tf.mul<Tensor4D>(signal, tf.pow(e, -beta));
  const others = sumOverNeighbours(tf.div(tf.mul(scaled, x), e), depthRadius);
  return tf.sub(scaled, tf.mul(tf.mul(x, others), 2 * alpha * beta));
}

function energy(x: Tensor4D, { depthRadius, bias, alpha }: LrnParameters): Tensor4D {
  return tf.add(tf.mul(sumOverNeighbours(tf.square(x), depthRadius), alpha), bias);
}

/** For each channel the sum over the channels up to `radius` away. Slices: not every tfjs backend has LRN's kernels. */
function sumOverNeighbours(x: Tensor4D, radius: number): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const padded = tf.pad(x, [
    [0, 0],
    [0, 0],
    [0, 0],
    [radius, radius],
  ]);
  const neighbours = Array.from({ length: 2 * radius + 1 }, (_, shift) =>
    tf.slice(padded, [0, 0, 0, shift], [batch, height, width, channels]),
  );
  return tf.addN(neighbours);
}

/**
 * Local response normalisation as an op. The paper does not say how its deconvnet treats it; here a reconstruction
 * passes unchanged.
 * @throws RangeError for a depth radius that is no whole number ≥ 0
 */
export function lrnOp(shape: MapShape, given: LrnParameters): Op {
  const { depthRadius } = given;
  if (!Number.isInteger(depthRadius) || depthRadius < 0)
    throw new RangeError(`its depth radius is ${depthRadius}; expected a whole number ≥ 0`);
  // Beyond the outermost channels there is nothing to add.
  const parameters = { ...given, depthRadius: Math.min(depthRadius, shape.channels - 1) };
  return {
    ...identity('LRN', shape),
    recallsInput: true,
    forward: ([x]) => ({ value: lrn(x!, parameters) }),
    down: (signal, { rule, input }) => [
      rule(signal, {
        reconstruct: (arrived) => arrived,
        differentiate: (arrived) => lrnGradient(arrived, input(), parameters),
      }),
    ],
    onnx: (graph, [x]) => {
      const { bias, alpha, beta } = parameters;
      const size = 2 * parameters.depthRadius + 1;
      const attributes = { size: { int: size }, alpha: alpha * size, beta, bias };
      return graph.fromChannelsFirst(graph.add('LRN', [graph.channelsFirst(x!)], attributes));
    },
  };
}
