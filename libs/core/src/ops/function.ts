import { pointwise, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Op } from './op.js';

/** A function of single values, with its slope as a function of what it reads. */
interface Elementary {
  value: (x: Tensor4D) => Tensor4D;
  slope: (x: Tensor4D) => Tensor4D;
}

const nothing = { weights: {}, dispose: () => undefined };

const ELEMENTARY: Record<string, Elementary> = {
  abs: { value: (x) => tf.abs(x), slope: (x) => tf.sign(x) },
  cos: { value: (x) => tf.cos(x), slope: (x) => tf.neg(tf.sin(x)) },
  erf: {
    value: (x) => tf.erf(x),
    slope: (x) => tf.mul(tf.exp(tf.neg(tf.square(x))), 2 / Math.sqrt(Math.PI)),
  },
  log: { value: (x) => tf.log(x), slope: (x) => tf.div(1, x) },
  reciprocal: { value: (x) => tf.div(1, x), slope: (x) => tf.div(-1, tf.square(x)) },
  rsqrt: { value: (x) => tf.rsqrt(x), slope: (x) => tf.mul(tf.pow(x, -1.5), -0.5) },
  sin: { value: (x) => tf.sin(x), slope: (x) => tf.cos(x) },
  sqrt: { value: (x) => tf.sqrt(x), slope: (x) => tf.div(0.5, tf.sqrt(x)) },
  square: { value: (x) => tf.square(x), slope: (x) => tf.mul(x, 2) },
};

/** Names that `elementary` takes. */
export const ELEMENTARIES = Object.keys(ELEMENTARY);

/**
 * A function of each value. It rectifies nothing, so that its exact slope serves under every rule.
 * @param name one of `ELEMENTARIES`
 */
export function elementary(name: string, shape: MapShape): Op {
  return ofInput(name[0]!.toUpperCase() + name.slice(1), shape, ELEMENTARY[name]!);
}

/** Each value to a power. A whole power of a negative value has its sign, on every backend. */
export function powerOp(shape: MapShape, exponent: number): Op {
  return ofInput('Pow', shape, {
    value: (x) => power(x, exponent),
    slope: (x) => tf.mul(power(x, exponent - 1), exponent),
  });
}

/** GPUs compute powers by logarithms, which negative numbers have none of. */
function power(x: Tensor4D, exponent: number): Tensor4D {
  if (exponent === 0) return tf.onesLike(x);
  if (!Number.isInteger(exponent)) return tf.pow(x, exponent);
  const size = tf.pow<Tensor4D>(tf.abs(x), exponent);
  return exponent % 2 === 0 ? size : tf.mul(tf.sign(x), size);
}

function ofInput(kind: string, shape: MapShape, { value, slope }: Elementary): Op {
  return {
    ...nothing,
    kind,
    window: pointwise(),
    shape,
    recallsInput: true,
    forward: ([x]) => ({ value: value(x!) }),
    down: (signal, { input }) => [tf.mul(signal, slope(input()))],
  };
}
