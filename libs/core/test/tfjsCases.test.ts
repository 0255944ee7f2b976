import {
  axisWindow,
  samePadding,
  type AxisWindow,
  type MapShape,
  type Window,
} from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { convOp, lrnOp, maxPoolOp } from '../src/index.js';
import { BACKENDS, relativeError, useBackend } from './backends.js';
import tfjs from './cases/tfjs_ops.json';
import { switchPlaces, type Place } from './switchPlaces.js';
import { wayDown } from './wayDown.js';

/** What tfjs takes: one number for all sides, `same`, `valid`, or [[top, bottom], [left, right]]. */
type Pad = number | string | number[][];

/** A map of rank 3 is a batch of one. */
const asBatch = (values: number[], shape: number[]): Tensor4D =>
  tf.tensor4d(values, [...(shape.length === 3 ? [1] : []), ...shape] as Tensor4D['shape']);
const mapShape = ([, height, width, channels]: Tensor4D['shape']): MapShape => ({
  height,
  width,
  channels,
});

function windowOf(size: number, stride: number, pad: Pad, { height, width }: MapShape): Window {
  const along = (axis: 0 | 1, length: number): AxisWindow => {
    if (pad === 'same') return samePadding(length, { size, stride });
    if (Array.isArray(pad)) {
      const [before, after] = pad[axis] as [number, number];
      return axisWindow({ size, stride, before, after });
    }
    const around = pad === 'valid' ? 0 : Number(pad);
    return axisWindow({ size, stride, before: around, after: around });
  };
  return { rows: along(0, height), columns: along(1, width) };
}

/** TensorFlow counts channels-last, within one image or over the batch. */
function flatIndex(
  { image, row, column, channel }: Place,
  { height, width, channels }: MapShape,
  includeBatch: boolean,
): number {
  return (((includeBatch ? image : 0) * height + row) * width + column) * channels + channel;
}

// tensorflow/tfjs @0fc04d9, tfjs-core/src/ops/*_test.ts (Apache-2.0); the numbers are lines of those files
describe.each(BACKENDS)('cases of TensorFlow.js on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(tfjs.maxpool_with_argmax.cases)(
    'max pooling finds the values and switches of maxPoolWithArgmax, line $line',
    ({ x: values, x_shape, pool, stride, pad, result, indexes, includeBatchInIndex }) => {
      tf.tidy(() => {
        const x = asBatch(values, x_shape);
        const shape = mapShape(x.shape);
        const window = windowOf(pool, stride, pad, shape);
        const { value, switches } = maxPoolOp(shape, window).forward([x]);
        expect(Array.from(value.dataSync())).toEqual(result);
        const places = switchPlaces(switches!, window);
        expect(places.map((at) => flatIndex(at, shape, includeBatchInIndex))).toEqual(indexes);
      });
    },
  );

  it.each(tfjs['maxpool_backprop (= unpool by switches with scatter-add)'].cases)(
    'unpooling equals the gradient of maxPool, line $line',
    ({ x: values, x_shape, dy, pool, stride, pad, dx }) => {
      tf.tidy(() => {
        const x = asBatch(values, x_shape);
        const shape = mapShape(x.shape);
        const op = maxPoolOp(shape, windowOf(pool, stride, pad, shape));
        const { switches } = op.forward([x]);
        const signal = tf.tensor4d(dy, switches!.shape);
        const down = wayDown(op, shape, signal, { switches: () => switches! });
        expect(Array.from(down.dataSync())).toEqual(dx);
      });
    },
  );

  it.each(tfjs.conv2d_transpose.cases)(
    "a convolution's way down equals conv2dTranspose, line $line",
    ({ x: values, x_shape, filter, filter_HW_out_in, stride, pad, out_shape, expected }) => {
      tf.tidy(() => {
        const [height, width, channels] = out_shape.slice(-3) as [number, number, number];
        const input = { height, width, channels };
        const filters = tf.tensor4d(filter, filter_HW_out_in as Tensor4D['shape']);
        const op = convOp(input, windowOf(filter_HW_out_in[0]!, stride, pad, input), filters);
        const down = wayDown(op, input, asBatch(values, x_shape));
        expect(relativeError(down.dataSync(), expected)).toBeLessThan(1e-5);
      });
    },
  );

  it.each(tfjs.lrn.formula_cases)(
    'LRN equals localResponseNormalization, line $line',
    ({ x, expected_by_formula, ...parameters }) => {
      tf.tidy(() => {
        const op = lrnOp({ height: 1, width: 1, channels: x.length }, parameters);
        const { value } = op.forward([tf.tensor4d(x, [1, 1, 1, x.length])]);
        expect(relativeError(value.dataSync(), expected_by_formula)).toBeLessThan(1e-4);
      });
    },
  );

  it.each(tfjs.lrn.literal_from_tensorflow)(
    'LRN equals localResponseNormalization, line $line',
    ({ x: values, shape_channels_last, expected, ...parameters }) => {
      tf.tidy(() => {
        const x = asBatch(values, shape_channels_last);
        const { value } = lrnOp(mapShape(x.shape), parameters).forward([x]);
        expect(relativeError(value.dataSync(), expected)).toBeLessThan(1e-4);
      });
    },
  );

  it('the gradient of LRN equals that of localResponseNormalization, line 642', () => {
    tf.tidy(() => {
      const { x: values, shape_channels_last, expected, ...parameters } = tfjs.lrn.gradient_dy_ones;
      const x = asBatch(values, shape_channels_last);
      const shape = mapShape(x.shape);
      const down = wayDown(lrnOp(shape, parameters), shape, tf.onesLike(x), { input: () => x });
      expect(relativeError(down.dataSync(), expected)).toBeLessThan(1e-4);
    });
  });
});
