import { axisWindow, ceilPadding, outputExtent, type Extent, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { averagePoolOp, convOp, maxPoolOp } from '../src/index.js';
import { BACKENDS, relativeError, useBackend } from './backends.js';
import caffe from './cases/caffe_pooling_deconv.json';
import { switchPlaces } from './switchPlaces.js';
import { wayDown } from './wayDown.js';

const extentOf = ([height, width]: number[]): Extent => ({ height: height!, width: width! });

/** Caffe rounds the number of poolings up. */
function poolingWindow(
  [rows, columns]: number[],
  stride: number,
  pad: number,
  { height, width }: Extent,
): Window {
  const along = (size: number, length: number) =>
    ceilPadding(length, axisWindow({ size, stride, before: pad, after: pad }));
  return { rows: along(rows!, height), columns: along(columns!, width) };
}

/** Caffe's tests repeat each plane twice along the batch and twice along channels. */
const repeated = (plane: number[], { height, width }: Extent): Tensor4D =>
  tf.tile(tf.tensor4d(plane, [1, height, width, 1]), [2, 1, 1, 2]);
const everywhere = (plane: number[]): number[] =>
  [plane, plane].flatMap((image) => image.flatMap((value) => [value, value]));

// BVLC/caffe @9b89154, src/caffe/test/test_pooling_layer.cpp and test_deconvolution_layer.cpp (BSD-2)
describe.each(BACKENDS)('cases of Caffe on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(caffe.maxpool_mask)(
    'max pooling finds the values and mask of $test',
    ({ hw, kernel, stride, x, y, y_hw, mask }) => {
      tf.tidy(() => {
        const input = { ...extentOf(hw), channels: 2 };
        const window = poolingWindow(kernel, stride, 0, input);
        expect(outputExtent(input, window)).toEqual(extentOf(y_hw));
        const { value, switches } = maxPoolOp(input, window).forward([repeated(x, input)]);
        expect(Array.from(value.dataSync())).toEqual(everywhere(y));
        const places = switchPlaces(switches!, window);
        // Caffe counts within one plane.
        expect(places.map(({ row, column }) => row * input.width + column)).toEqual(
          everywhere(mask),
        );
      });
    },
  );

  it('padding never wins a max pooling: TestForwardMaxPadded', () => {
    tf.tidy(() => {
      const { hw, kernel, stride, pad, x, y } = caffe.maxpool_padded;
      const input = { ...extentOf(hw), channels: 2 };
      const op = maxPoolOp(input, poolingWindow([kernel, kernel], stride, pad, input));
      expect(Array.from(op.forward([repeated(x, input)]).value.dataSync())).toEqual(everywhere(y));
    });
  });

  it.each(caffe.ceil_shapes)(
    'the number of poolings is rounded up: $test',
    ({ hw, kernel, stride, pad, out }) => {
      const input = { ...extentOf(hw), channels: 1 };
      const op = maxPoolOp(input, poolingWindow([kernel, kernel], stride, pad, input));
      expect([op.shape.height, op.shape.width]).toEqual(out);
    },
  );

  it('average pooling counts the padding where asked to: TestForwardAve', () => {
    tf.tidy(() => {
      const { hw, kernel, stride, pad, y } = caffe.avepool;
      const input = { ...extentOf(hw), channels: 2 };
      const op = averagePoolOp(input, poolingWindow([kernel, kernel], stride, pad, input), true);
      const twos = tf.fill<tf.Rank.R4>([2, input.height, input.width, 2], 2);
      const expected = y.map((text) => {
        const [numerator, denominator = 1] = String(text).split('/').map(Number);
        return numerator! / denominator;
      });
      const actual = op.forward([twos]).value.dataSync();
      expect(relativeError(actual, everywhere(expected))).toBeLessThan(1e-6);
    });
  });

  it("a convolution's way down is Caffe's deconvolution: TestSimpleDeconvolution", () => {
    tf.tidy(() => {
      const { stride, out_channels, out_hw, bias } = caffe.deconvolution;
      const input = { ...extentOf(out_hw), channels: out_channels };
      const axis = axisWindow({ size: 3, stride });
      const filter = tf.ones<tf.Rank.R4>([3, 3, out_channels, 3]);
      const op = convOp(input, { rows: axis, columns: axis }, filter);
      const down = wayDown(op, input, tf.ones<tf.Rank.R4>([2, 6, 4, 3]));
      // 3.1 where no windows overlap, 6.1 where they do along one axis, 12.1 along both.
      const overlaps = (i: number, size: number) => i % 2 === 0 && i > 0 && i < size - 1;
      const expected = Array.from(down.dataSync(), (_, i) => {
        const position = Math.floor(i / out_channels);
        const row = Math.floor(position / input.width) % input.height;
        const column = position % input.width;
        const axes = [overlaps(row, input.height), overlaps(column, input.width)];
        return 3 * 2 ** axes.filter(Boolean).length + bias;
      });
      expect(relativeError(tf.add(down, bias).dataSync(), expected)).toBeLessThan(1e-6);
    });
  });
});
