import { formatShape, pointwise, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Op } from './op.js';

const nothing = { weights: {}, dispose: () => undefined };

/**
 * A map times its gate, value by value: squeeze-and-excitation, SiLU. On the way down the signal is multiplied by what the
 * gate was on the way up. To the gate itself a derivative goes; a reconstruction holds the gate fixed, as it does switches.
 * @param inputs the map, and its gate of the same shape
 * @throws RangeError for two shapes
 */
export function gateOp(inputs: MapShape[]): Op {
  const [shape, gate] = inputs as [MapShape, MapShape];
  requireOne(shape, gate, 'gate');
  return {
    ...nothing,
    kind: 'Gate',
    window: pointwise(),
    shape,
    recallsInput: true,
    forward: ([x, by]) => ({ value: tf.mul(x!, by!) }),
    down: (signal, { rule, input }) => [
      tf.mul(signal, input(1)),
      rule(signal, {
        reconstruct: (arrived) => tf.zerosLike(arrived),
        differentiate: (arrived) => tf.mul(arrived, input(0)),
      }),
    ],
    onnx: (graph, inputs) => graph.add('Mul', inputs),
  };
}

/**
 * A map over a number that is computed from it, value by value: the quotient of a normalisation. The number is a gate, and
 * goes down as `gateOp` says.
 * @param inputs the map, and what it is divided by, of the same shape
 * @throws RangeError for two shapes
 */
export function quotientOp(inputs: MapShape[]): Op {
  const [shape, divisor] = inputs as [MapShape, MapShape];
  requireOne(shape, divisor, 'divide');
  return {
    ...nothing,
    kind: 'Quotient',
    window: pointwise(),
    shape,
    recallsInput: true,
    forward: ([x, by]) => ({ value: tf.div(x!, by!) }),
    down: (signal, { rule, input }) => [
      tf.div(signal, input(1)),
      rule(signal, {
        reconstruct: (arrived) => tf.zerosLike(arrived),
        differentiate: (arrived) => tf.neg(tf.div(tf.mul(arrived, input(0)), tf.square(input(1)))),
      }),
    ],
  };
}

const NEITHER =
  'multiplies two maps neither of which is computed from the other, so that neither is the gate of the other';

/**
 * The product of two maps neither of which is the gate of the other. Only its derivative is known.
 * @throws RangeError for two shapes
 */
export function productOp(inputs: MapShape[]): Op {
  const [shape, other] = inputs as [MapShape, MapShape];
  requireOne(shape, other, 'multiply');
  return {
    ...nothing,
    kind: 'Product',
    window: pointwise(),
    shape,
    recallsInput: true,
    onlyGradient: NEITHER,
    forward: ([a, b]) => ({ value: tf.mul(a!, b!) }),
    down: (signal, { input }) => [tf.mul(signal, input(1)), tf.mul(signal, input(0))],
  };
}

function requireOne(shape: MapShape, other: MapShape, what: string): void {
  if (formatShape(shape) !== formatShape(other))
    throw new RangeError(`cannot ${what} a map of ${formatShape(shape)} by ${formatShape(other)}`);
}

/** A gate that a map is to itself: what it is multiplied by, and the slope of that, both functions of the map. */
interface Gate {
  gate: (x: Tensor4D) => Tensor4D;
  slope: (x: Tensor4D) => Tensor4D;
  /** Absent where ONNX has no operator for it. */
  onnx?: NonNullable<Op['onnx']>;
}

/** Of the normal distribution. */
const cumulative = (x: Tensor4D): Tensor4D =>
  tf.add(tf.mul(tf.erf(tf.mul(x, Math.SQRT1_2)), 0.5), 0.5);
const density = (x: Tensor4D): Tensor4D =>
  tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));

/** What the hyperbolic tangent that stands for `erf` in GELU is of (Hendrycks & Gimpel 2016), and its slope. */
const CUBED = 0.044715;
const ROOT = Math.sqrt(2 / Math.PI);
const tangentOf = (x: Tensor4D): Tensor4D =>
  tf.tanh(tf.mul(tf.mul(x, tf.add(tf.mul(tf.square(x), CUBED), 1)), ROOT));

const GATES: Record<string, Gate> = {
  gelu: { gate: cumulative, slope: density },
  geluNew: {
    gate: (x) => tf.mul(tf.add(tangentOf(x), 1), 0.5),
    slope: (x) => {
      const inner = tf.mul(tf.add(tf.mul(tf.square(x), 3 * CUBED), 1), ROOT);
      return tf.mul(tf.mul(tf.sub(1, tf.square(tangentOf(x))), inner), 0.5);
    },
  },
  mish: {
    gate: (x) => tf.tanh(tf.softplus(x)),
    slope: (x) => tf.mul(tf.sub(1, tf.square(tf.tanh(tf.softplus(x)))), tf.sigmoid(x)),
  },
  swish: {
    gate: (x) => tf.sigmoid(x),
    slope: (x) => {
      const gate = tf.sigmoid(x);
      return tf.mul(gate, tf.sub(1, gate));
    },
    onnx: (graph, [x]) => graph.add('Mul', [x!, graph.add('Sigmoid', [x!])]),
  },
  hardSwish: {
    gate: (x) => tf.clipByValue(tf.add(tf.div(x, 6), 0.5), 0, 1),
    slope: (x) => tf.div(tf.cast(tf.less(tf.abs(x), 3), 'float32'), 6),
    onnx: (graph, inputs) => graph.add('HardSwish', inputs),
  },
};

/** Names that `selfGated` takes. */
export const SELF_GATED = Object.keys(GATES);

/**
 * An activation that multiplies a map by a gate made of itself, and goes down as `gateOp` does.
 * @param name one of `SELF_GATED`
 */
export function selfGated(name: string, shape: MapShape): Op {
  const { gate, slope, onnx } = GATES[name]!;
  return {
    ...nothing,
    kind: name[0]!.toUpperCase() + name.slice(1),
    window: pointwise(),
    shape,
    recallsInput: true,
    forward: ([x]) => ({ value: tf.mul(x!, gate(x!)) }),
    down: (signal, { rule, input }) => {
      const x = input();
      const throughGate = rule(signal, {
        reconstruct: (arrived) => tf.zerosLike(arrived),
        differentiate: (arrived) => tf.mul(arrived, tf.mul(x, slope(x))),
      });
      return [tf.add(tf.mul(signal, gate(x)), throughGate)];
    },
    ...(onnx && { onnx }),
  };
}
