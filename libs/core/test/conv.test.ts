import { axisWindow, outputExtent, wholeMap, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  averagePool,
  conv,
  depthwiseConv,
  globalAveragePool,
  maxPool,
  spreadAverage,
  spreadGlobalAverage,
  transposedConv,
  transposedDepthwiseConv,
  transposeFilter,
  unpool,
} from '../src/index.js';
import { cut } from '../src/ops/cut.js';
import { BACKENDS, randomTensor, useBackend } from './backends.js';

const axes = fc
  .record({
    size: fc.integer({ min: 1, max: 5 }),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 2 }),
    before: fc.integer({ min: 0, max: 2 }),
    after: fc.integer({ min: 0, max: 2 }),
  })
  .map((axis) => axisWindow(axis.stride > 1 ? { ...axis, dilation: 1 } : axis));

const windows = fc
  .record({ rows: axes, columns: axes })
  .filter(({ rows, columns }) =>
    rows.stride > 1 || columns.stride > 1 ? rows.dilation + columns.dilation === 2 : true,
  );

const INPUT = { height: 9, width: 10 };
const dot = (a: tf.Tensor, b: tf.Tensor): number => tf.sum(tf.mul(a, b)).dataSync()[0]!;

/** A transpose is right when ⟨forward(x), y⟩ = ⟨x, transpose(y)⟩ for all x and y. */
function expectTransposed(
  x: tf.Tensor4D,
  y: tf.Tensor4D,
  up: tf.Tensor4D,
  down: tf.Tensor4D,
  window: Window,
) {
  const corner = { top: -window.rows.before, left: -window.columns.before };
  const inside = cut(down, [corner], [{ top: 0, left: 0, ...INPUT }]);
  const [left, right] = [dot(up, y), dot(x, inside)];
  expect(Math.abs(left - right)).toBeLessThan(1e-4 * (Math.abs(left) + 1));
}

describe.each(BACKENDS)('convolutions and their transposes on %s', (backend) => {
  beforeAll(() => useBackend(backend));
  const runs = { numRuns: backend === 'webgl' ? 5 : 60 };

  it.each(['convolution', 'depthwise convolution', 'average pooling'])(
    '%s is the transpose of its way down, for any window',
    (kind) => {
      fc.assert(
        fc.property(windows, fc.integer({ max: 1e6 }), (window, seed) => {
          const output = outputExtent(INPUT, window);
          tf.tidy(() => {
            const x = randomTensor<tf.Rank.R4>([1, INPUT.height, INPUT.width, 2], seed);
            if (kind === 'convolution') {
              const filter = randomTensor<tf.Rank.R4>(
                [window.rows.size, window.columns.size, 2, 3],
                seed + 1,
              );
              const y = randomTensor<tf.Rank.R4>([1, output.height, output.width, 3], seed + 2);
              const down = transposedConv(y, transposeFilter(filter, window), window);
              expectTransposed(x, y, conv(x, filter, window), down, window);
            } else if (kind === 'depthwise convolution') {
              if (window.rows.stride !== window.columns.stride) return;
              const filter = randomTensor<tf.Rank.R4>(
                [window.rows.size, window.columns.size, 2, 2],
                seed + 1,
              );
              const y = randomTensor<tf.Rank.R4>([1, output.height, output.width, 4], seed + 2);
              const down = transposedDepthwiseConv(y, filter, window);
              expectTransposed(x, y, depthwiseConv(x, filter, window), down, window);
            } else {
              const average = { window, input: INPUT, countPadding: seed % 2 === 0 };
              const y = randomTensor<tf.Rank.R4>([1, output.height, output.width, 2], seed + 2);
              const down = spreadAverage(y, average, [{ top: 0, left: 0, ...output }]);
              expectTransposed(x, y, averagePool(x, average), down, window);
            }
          });
        }),
        runs,
      );
    },
  );

  it('global poolings have their transposes', () => {
    tf.tidy(() => {
      const x = randomTensor<tf.Rank.R4>([2, 5, 4, 3], 1);
      const y = randomTensor<tf.Rank.R4>([2, 1, 1, 3], 2);
      const mean = dot(globalAveragePool(x), y) - dot(x, spreadGlobalAverage(y, 5, 4));
      expect(Math.abs(mean)).toBeLessThan(1e-5);
      const whole = wholeMap({ height: 5, width: 4 });
      const { value, switches } = maxPool(x, whole);
      const max = dot(value, y) - dot(x, unpool(y, switches, whole));
      expect(Math.abs(max)).toBeLessThan(1e-5);
      const tied = maxPool(
        tf.tensor4d([1, 7, 7, 2], [1, 2, 2, 1]),
        wholeMap({ height: 2, width: 2 }),
      );
      expect(tied.switches.dataSync()[0]).toBe(1);
    });
  });
});
