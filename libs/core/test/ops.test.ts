import { axisWindow, reach, type AxisWindow, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  channelsOp,
  clipOp,
  elementary,
  exponential,
  groupNormOp,
  hardSigmoid,
  layerNormOp,
  logSoftmax,
  lrnOp,
  maxPoolOp,
  pairOp,
  powerOp,
  prelu,
  rearrangeOp,
  relu,
  SELF_GATED,
  selfGated,
  SMOOTH_ACTIVATIONS,
  smoothActivation,
  softmax,
  type Op,
} from '../src/index.js';
import { BACKENDS, randomTensor, useBackend } from './backends.js';
import { Draw } from './Draw.js';
import * as pieces from './pieces.js';
import { wayDown } from './wayDown.js';

const INPUT: MapShape = { height: 9, width: 8, channels: 6 };

const shapeOf = ({ height, width, channels }: MapShape): Tensor4D['shape'] => [
  2,
  height,
  width,
  channels,
];
const dot = (a: tf.Tensor, b: tf.Tensor): number => tf.sum(tf.mul(a, b)).dataSync()[0]!;

/** Linear but for a bias, which plays no part on the way down. */
const LINEAR = {
  convolution: pieces.convolution,
  depthwise: pieces.depthwise,
  averagePooling: pieces.averagePooling,
  padding: pieces.padding,
  batchNorm: pieces.batchNorm,
  dense: pieces.dense,
  flatten: pieces.flatten,
  channelShuffle: pieces.channelShuffle,
  rearrangement: pieces.rearrangement,
  globalAverage: pieces.globalAverage,
  positions: pieces.positions,
  channelPadding: pieces.channelPadding,
  resizing: pieces.resizing,
  transposedConvolution: pieces.transposedConvolution,
};

const CURVED: Record<string, Op> = {
  ...Object.fromEntries(SMOOTH_ACTIVATIONS.map((name) => [name, smoothActivation(name, INPUT)])),
  'leaky ReLU': relu(INPUT, { negativeSlope: 0.2 }),
  'ReLU with a cap': relu(INPUT, { cap: 0.7 }),
  clip: clipOp(INPUT, -0.8, 1.3),
  'hard sigmoid': hardSigmoid(INPUT, 1 / 6, 0.5),
  ...Object.fromEntries(SELF_GATED.map((name) => [name, selfGated(name, INPUT)])),
  ...Object.fromEntries(
    ['abs', 'cos', 'erf', 'sin', 'square'].map((name) => [name, elementary(name, INPUT)]),
  ),
  cube: powerOp(INPUT, 3),
  'layer normalisation': layerNormOp(INPUT, 1e-3),
  'group normalisation': groupNormOp(INPUT, 2, 1e-3),
  softmax: softmax(INPUT),
  'logarithm of softmax': logSoftmax(INPUT),
  'power of e': exponential(INPUT),
  LRN: lrnOp(INPUT, { depthRadius: 2, bias: 1, alpha: 0.5, beta: 0.75 }),
};

describe.each(BACKENDS)('ops on %s', (backend) => {
  beforeAll(() => useBackend(backend));
  const runs = { seed: 2013, numRuns: backend === 'webgl' ? 3 : 40 };

  it.each(Object.entries(LINEAR))('%s: ⟨op(x), y⟩ = ⟨x, down(y)⟩', (_, make) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        tf.tidy(() => {
          const draw = new Draw(seed);
          const { op } = make(INPUT, draw, pieces.anyWindow(INPUT, draw));
          const x = randomTensor<tf.Rank.R4>(shapeOf(INPUT), seed);
          const y = randomTensor<tf.Rank.R4>(shapeOf(op.shape), seed + 1);
          const bias = op.forward([tf.zerosLike(x)]).value;
          const up = dot(tf.sub(op.forward([x]).value, bias), y);
          const down = dot(x, wayDown(op, INPUT, y));
          expect(Math.abs(up - down)).toBeLessThan(1e-4 * (Math.abs(up) + 1));
        });
      }),
      runs,
    );
  });

  it.each(Object.entries(CURVED))("%s: the way down is the finite difference's", (_, op) => {
    tf.tidy(() => {
      // Half-tenths from −4 to 4, so that no step crosses a kink.
      const draw = new Draw(1);
      const tenths = Array.from(
        { length: 2 * INPUT.height * INPUT.width * INPUT.channels },
        () => (draw.integer(-40, 39) + 0.5) / 10,
      );
      const x = tf.tensor4d(tenths, shapeOf(INPUT));
      const direction = randomTensor<tf.Rank.R4>(shapeOf(INPUT), 2);
      const y = randomTensor<tf.Rank.R4>(shapeOf(op.shape), 3);
      const step = 1e-2;
      const at = (sign: number): Tensor4D =>
        op.forward([tf.add(x, tf.mul(direction, sign * step))]).value;
      const difference = dot(tf.sub(at(1), at(-1)), y) / (2 * step);
      const down = wayDown(op, INPUT, y, {
        output: () => op.forward([x]).value,
        input: () => x,
      });
      // GPUs' powers are right to a few parts in a million, of which the difference of two makes more.
      const allowed = 5e-3 * Math.max(1, Math.abs(difference) / 10);
      expect(Math.abs(dot(down, direction) - difference)).toBeLessThan(allowed);
    });
  });

  it('PReLU, of slopes of either sign: the way down is the finite difference', () => {
    tf.tidy(() => {
      const op = prelu(INPUT, tf.tensor1d([0.5, -0.5, 0.1, 0, 2, -1]));
      const x = randomTensor<tf.Rank.R4>(shapeOf(INPUT), 1);
      const [direction, y] = [2, 3].map((seed) => randomTensor<tf.Rank.R4>(shapeOf(INPUT), seed));
      // Steps so small that few cross zero; those that do, weigh little.
      const at = (step: number): Tensor4D =>
        op.forward([tf.add(x, tf.mul(direction!, step))]).value;
      const difference = dot(tf.sub(at(5e-4), at(-5e-4)), y!) / 1e-3;
      const down = wayDown(op, INPUT, y!, { input: () => x });
      expect(dot(down, direction!)).toBeCloseTo(difference, 1);
    });
  });

  it('both of two classes, made of one number: ⟨op(x), y⟩ = ⟨x, down(y)⟩ but for the sum', () => {
    tf.tidy(() => {
      const one = { ...INPUT, channels: 1 };
      const op = pairOp(one, 1);
      const x = randomTensor<tf.Rank.R4>(shapeOf(one), 1);
      const y = randomTensor<tf.Rank.R4>(shapeOf(op.shape), 2);
      const { value } = op.forward([x]);
      expect(tf.max(tf.abs(tf.sub(tf.sum(value, 3), 1))).dataSync()[0]).toBeLessThan(1e-6);
      const bias = op.forward([tf.zerosLike(x)]).value;
      expect(dot(x, wayDown(op, one, y))).toBeCloseTo(dot(tf.sub(value, bias), y), 3);
      expect(() => pairOp(INPUT, 1)).toThrow('a pair is made of one channel, not of 6');
    });
  });

  it('unpooling keeps every maximum: pooling again gives the same, for separate windows', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        tf.tidy(() => {
          const draw = new Draw(seed);
          const separate = (): AxisWindow => {
            const size = draw.integer(1, 3);
            const axis = axisWindow({ size, dilation: draw.integer(1, 2) });
            const [before, after] = [draw.integer(0, size - 1), draw.integer(0, size - 1)];
            return { ...axis, before, after, stride: reach(axis) + draw.integer(0, 1) };
          };
          const op = maxPoolOp(INPUT, { rows: separate(), columns: separate() });
          const x = tf.relu(randomTensor<tf.Rank.R4>(shapeOf(INPUT), seed));
          const { value, switches } = op.forward([x]);
          const back = wayDown(op, INPUT, value, { switches: () => switches! });
          expect(op.forward([back]).value.dataSync()).toEqual(value.dataSync());
          expect(dot(back, tf.onesLike(back))).toBeCloseTo(dot(value, tf.onesLike(value)), 3);
        });
      }),
      runs,
    );
  });
});

describe('rearranging', () => {
  const map: MapShape = { height: 1, width: 2, channels: 2 };

  it('names a value that is not there, or asked for twice', () => {
    expect(() => channelsOp('Slice', map, Int32Array.of(2))).toThrow('no 2th channel of 2');
    const flat = { height: 1, width: 1, channels: 2 };
    expect(() => rearrangeOp('Gather', map, flat, Int32Array.of(1, 1))).toThrow(
      'the 1th value of 1×2×2 is named twice',
    );
    expect(() => rearrangeOp('Gather', map, flat, Int32Array.of(1))).toThrow(
      '1 values do not fill a map of 1×1×2',
    );
  });
});
