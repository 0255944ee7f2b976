import { convOp, lrn, maxPool, transposedConv, transposeFilter, unpool } from '@deconv/core';
import { axisWindow } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';

/** Graphics processors that compute with 16 bits round by a thousandth. */
const TOLERANCE = 3e-3;

const PAIR = axisWindow({ size: 2 });
const POOL = { rows: PAIR, columns: PAIR };

/** What a reader knows a step as, how it is computed here, and what it must give. */
const KNOWN: readonly [name: string, compute: () => tf.Tensor, expected: readonly number[]][] = [
  ['max pooling', () => pooled().value, [3, -1, 3, -1, 3, -1, 3, -1]],
  // Of 3 and 3 the first, and of −1 and −1.
  ['switches of max pooling', () => pooled().switches, [1, 0, 0, 0, 1, 1, 0, 0]],
  [
    'unpooling',
    () => unpool(tf.tensor4d([1, 1, 2, 2, 3, 3, 4, 4], [1, 2, 2, 2]), pooled().switches, POOL),
    [0, 1, 3, 2, 0, 0, 0, 0, 7, 7, 0, 0, 0, 0, 0, 0, 0, 0],
  ],
  // 1·1 + 2·2 + 3·3 + 4·4 + ½, and what is less than zero.
  ['convolution', convolved, [30.5, 0]],
  ['transposed convolution', spread, [1, 10, 102, 20, 200]],
  // Energies 3.5, 8 and 7.5, to the power −¾.
  ['response normalisation', normalised, [0.390795, 0.420448, 0.66195]],
];

/** Three by three positions of two channels, with ties and windows below zero. */
function pooled(): ReturnType<typeof maxPool> {
  const x = [1, -1, 3, -1, 3, -3, 0, -2, 3, -1, -2, -3, -5, -4, -5, -2, -2, -2];
  return maxPool(tf.tensor4d(x, [1, 3, 3, 2]), POOL);
}

function convolved(): tf.Tensor {
  const filter = tf.tensor4d([1, -1, 2, -1, 3, -1, 4, -1], [2, 2, 1, 2]);
  const input = { height: 2, width: 2, channels: 1 };
  const op = convOp(input, POOL, filter, tf.tensor1d([0.5, 0.5]));
  return op.rectified!([tf.tensor4d([1, 2, 3, 4], [1, 2, 2, 1])]);
}

function spread(): tf.Tensor {
  const window = { rows: axisWindow({ size: 1 }), columns: axisWindow({ size: 3, stride: 2 }) };
  const transposed = transposeFilter(tf.tensor4d([1, 10, 100], [1, 3, 1, 1]), window);
  return transposedConv(tf.tensor4d([1, 2], [1, 1, 2, 1]), transposed, window);
}

function normalised(): tf.Tensor {
  const parameters = { depthRadius: 1, bias: 1, alpha: 0.5, beta: 0.75 };
  return lrn(tf.tensor4d([1, 2, 3], [1, 1, 1, 3]), parameters);
}

/**
 * Computes known numbers on the backend that runs. Drivers have bugs, and some graphics processors count by halves.
 * @returns the name of the first step that comes out wrong; undefined where none does
 */
export async function wrongOnGraphics(): Promise<string | undefined> {
  const found = tf.tidy(() => KNOWN.map(([, compute]) => compute()));
  const read = Promise.all(found.map((tensor) => tensor.data()));
  const values = await read.finally(() => tf.dispose(found));
  const wrong = KNOWN.findIndex(([, , expected], i) => !isNear(values[i]!, expected));
  return KNOWN[wrong]?.[0];
}

const isNear = (actual: ArrayLike<number>, expected: readonly number[]): boolean =>
  actual.length === expected.length &&
  expected.every(
    (value, i) => Math.abs(actual[i]! - value) <= TOLERANCE * Math.max(1, Math.abs(value)),
  );
