import { pointwise, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { OnnxAttributes } from './OnnxGraph.js';
import type { Op } from './op.js';

/** A function of single values, with its slope as a function of its own output. */
interface Smooth {
  forward: (x: Tensor4D) => Tensor4D;
  slope: (y: Tensor4D) => Tensor4D;
  /** ONNX' attributes, where its operator of that name has another default. */
  attributes?: OnnxAttributes;
}

const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

/** 1 where the condition holds, else 0. */
const indicator = (condition: tf.Tensor): Tensor4D => tf.cast(condition, 'float32') as Tensor4D;

/** Activations that rectify nothing; their exact slope serves under every rule. */
const SMOOTH: Record<string, Smooth> = {
  sigmoid: { forward: (x) => tf.sigmoid(x), slope: (y) => tf.mul(y, tf.sub(1, y)) },
  tanh: { forward: (x) => tf.tanh(x), slope: (y) => tf.sub(1, tf.square(y)) },
  softplus: { forward: (x) => tf.softplus(x), slope: (y) => tf.sub(1, tf.exp(tf.neg(y))) },
  softsign: {
    forward: (x) => tf.div(x, tf.add(tf.abs(x), 1)),
    slope: (y) => tf.square(tf.sub(1, tf.abs(y))),
  },
  elu: { forward: (x) => tf.elu(x), slope: (y) => tf.add(tf.minimum(y, 0), 1) },
  selu: {
    forward: (x) => tf.selu(x),
    slope: (y) => {
      const positive = indicator(tf.greater(y, 0));
      const negative = tf.mul(tf.add(y, SELU_SCALE * SELU_ALPHA), tf.sub(1, positive));
      return tf.add(tf.mul(positive, SELU_SCALE), negative);
    },
    attributes: { alpha: SELU_ALPHA, gamma: SELU_SCALE },
  },
  hardSigmoid: hardSigmoidOf(0.2, 0.5),
};

/** `alpha·x + beta`, cut off at 0 and 1. */
function hardSigmoidOf(alpha: number, beta: number): Smooth {
  return {
    forward: (x) => tf.clipByValue(tf.add(tf.mul(x, alpha), beta), 0, 1),
    slope: (y) => tf.mul(indicator(tf.logicalAnd(tf.greater(y, 0), tf.less(y, 1))), alpha),
    attributes: { alpha, beta },
  };
}

/** Names that `smoothActivation` takes. */
export const SMOOTH_ACTIVATIONS = Object.keys(SMOOTH);

/** @param name one of `SMOOTH_ACTIVATIONS` */
export function smoothActivation(name: string, shape: MapShape): Op {
  return smooth(name[0]!.toUpperCase() + name.slice(1), shape, SMOOTH[name]!);
}

/** `alpha·x + beta`, cut off at 0 and 1: 0.2 and 0.5 in Keras and ONNX, 1/6 and 0.5 in PyTorch. */
export function hardSigmoid(shape: MapShape, alpha: number, beta: number): Op {
  return smooth('HardSigmoid', shape, hardSigmoidOf(alpha, beta));
}

function smooth(kind: string, shape: MapShape, { forward, slope, attributes }: Smooth): Op {
  return {
    kind,
    window: pointwise(),
    shape,
    weights: {},
    forward: ([x]) => ({ value: forward(x!) }),
    down: (signal, { output }) => [tf.mul(signal, slope(output()))],
    onnx: (graph, inputs) => graph.add(kind, inputs, attributes),
    dispose: () => undefined,
  };
}

/**
 * ReLU and its kin: `max(x, negativeSlope·x)`, cut off at `cap`. On the way down the cap plays no part for a
 * reconstruction: it bounds activations, not what they are traced to.
 */
export function relu(
  shape: MapShape,
  { negativeSlope = 0, cap = Infinity }: { negativeSlope?: number; cap?: number } = {},
): Op {
  const rectify = (x: Tensor4D): Tensor4D =>
    negativeSlope === 0 ? tf.relu(x) : tf.leakyRelu(x, negativeSlope);
  const slopeAt = (y: Tensor4D): Tensor4D => {
    const active = indicator(tf.greater(y, 0));
    const open = cap === Infinity ? active : tf.mul<Tensor4D>(active, indicator(tf.less(y, cap)));
    return negativeSlope === 0
      ? open
      : tf.add<Tensor4D>(open, tf.mul(tf.sub(1, active), negativeSlope));
  };
  const kind = negativeSlope !== 0 ? 'LeakyReLU' : cap === Infinity ? 'ReLU' : `ReLU${cap}`;
  return {
    kind,
    window: pointwise(),
    shape,
    weights: {},
    ...(kind === 'ReLU' && { rectifies: true }),
    forward: ([x]) => ({
      value: cap === Infinity ? rectify(x!) : tf.minimum<Tensor4D>(rectify(x!), cap),
    }),
    down: (signal, { rule, output }) => [
      rule(signal, {
        reconstruct: rectify,
        differentiate: (arrived) => tf.mul(arrived, slopeAt(output())),
      }),
    ],
    onnx: (graph, inputs) => {
      const rectified = negativeSlope
        ? graph.add('LeakyRelu', inputs, { alpha: negativeSlope })
        : graph.add('Relu', inputs);
      return cap === Infinity ? rectified : graph.add('Min', [rectified, graph.floats([cap], [])]);
    },
    dispose: () => undefined,
  };
}

/** `eˣ`: what a logarithm of probabilities is made of again. */
export function exponential(shape: MapShape): Op {
  return smooth('Exp', shape, { forward: (x) => tf.exp(x), slope: (y) => y });
}

/** Values cut off below and above, where that is no rectification: its exact slope serves under every rule. */
export function clipOp(shape: MapShape, low: number, high: number): Op {
  return {
    kind: 'Clip',
    window: pointwise(),
    shape,
    weights: {},
    forward: ([x]) => ({ value: tf.minimum<Tensor4D>(tf.maximum(x!, low), high) }),
    down: (signal, { output }) => {
      const y = output();
      const open = tf.logicalAnd(tf.greater(y, low), tf.less(y, high));
      return [tf.mul(signal, indicator(open))];
    },
    onnx: (graph, [x]) =>
      graph.add('Clip', [x!, graph.floats([low], []), graph.floats([high], [])]),
    dispose: () => undefined,
  };
}

/** Softmax over channels. Its transpose is that of its derivative, under every rule. */
export function softmax(shape: MapShape): Op {
  return {
    kind: 'Softmax',
    window: pointwise(),
    shape,
    weights: {},
    forward: ([x]) => ({ value: tf.softmax(x!) }),
    down: (signal, { output }) => {
      const p = output();
      const mean = tf.sum(tf.mul(signal, p), 3, true);
      return [tf.mul(p, tf.sub(signal, mean))];
    },
    onnx: (graph, inputs) => graph.add('Softmax', inputs, { axis: { int: graph.channelAxis } }),
    dispose: () => undefined,
  };
}

/** The logarithm of `softmax`, over channels. */
export function logSoftmax(shape: MapShape): Op {
  return {
    kind: 'LogSoftmax',
    window: pointwise(),
    shape,
    weights: {},
    forward: ([x]) => ({ value: tf.logSoftmax(x!) }),
    down: (signal, { output }) => {
      const total = tf.sum(signal, 3, true);
      return [tf.sub(signal, tf.mul(tf.exp(output()), total))];
    },
    onnx: (graph, inputs) => graph.add('LogSoftmax', inputs, { axis: { int: graph.channelAxis } }),
    dispose: () => undefined,
  };
}
