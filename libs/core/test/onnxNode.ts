import { reach, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import {
  averagePoolOp,
  convOp,
  globalAveragePoolOp,
  globalMaxPoolOp,
  lrnOp,
  maxPoolOp,
  type Op,
} from '../src/index.js';
import { transposedExtent, windowOf, type Attributes } from './onnxWindow.js';
import { switchesTo, switchPlaces, type Place } from './switchPlaces.js';
import { wayDown } from './wayDown.js';

/** Values in raster order; maps are [batch, channels, height, width]. */
export interface OnnxTensor {
  name: string;
  shape: number[];
  data: number[];
}

export interface OnnxNode {
  op: string;
  inputs: string[];
  attributes: Attributes;
}

/** A node's outputs as ONNX orders them. */
type Outputs = ArrayLike<number>[];
type Run = (attributes: Attributes, inputs: OnnxTensor[]) => Outputs;

const channelsLast = ({ shape, data }: OnnxTensor): Tensor4D =>
  tf.transpose(tf.tensor(data, shape as [number, number, number, number]), [0, 2, 3, 1]);
/** Filters from [channels out, channels in, height, width]. */
const filterOf = ({ shape, data }: OnnxTensor): Tensor4D =>
  tf.transpose(tf.tensor(data, shape as [number, number, number, number]), [2, 3, 1, 0]);
const channelsFirst = (x: tf.Tensor): ArrayLike<number> => tf.transpose(x, [0, 3, 1, 2]).dataSync();
const mapShape = ({ shape }: OnnxTensor): MapShape => ({
  channels: shape[1]!,
  height: shape[2]!,
  width: shape[3]!,
});

const conv: Run = (attributes, [x, filter, bias]) => {
  const window = windowOf(attributes, filter!.shape.slice(2), mapShape(x!));
  const op = convOp(mapShape(x!), window, filterOf(filter!), bias && tf.tensor1d(bias.data));
  return [channelsFirst(op.forward([channelsLast(x!)]).value)];
};

/** A transposed convolution is the way down of the convolution that reads its output. */
const convTranspose: Run = (attributes, [x, filter, bias]) => {
  const [, channels, ...kernel] = filter!.shape as [number, number, number, number];
  const target = transposedExtent(attributes, kernel, mapShape(x!));
  const input = { ...target, channels };
  const op = convOp(input, windowOf(attributes, kernel, target), filterOf(filter!));
  const y = wayDown(op, input, channelsLast(x!));
  // On the way down biases play no part, so the case's own is added here.
  return [channelsFirst(bias ? tf.add(y, tf.tensor1d(bias.data)) : y)];
};

const maxPool: Run = (attributes, [x]) => {
  const window = windowOf(attributes, attributes.kernel_shape!, mapShape(x!));
  const { value, switches } = maxPoolOp(mapShape(x!), window).forward([channelsLast(x!)]);
  const places = switchPlaces(switches!, window);
  const numbers = places.map((place) => flatIndex(place, mapShape(x!), attributes.storage_order));
  const indices = tf.tensor4d(numbers, value.shape, 'int32');
  return [channelsFirst(value), channelsFirst(indices)];
};

/** ONNX counts over the whole tensor, row by row or, in storage order 1, column by column. */
function flatIndex(
  { image, channel, row, column }: Place,
  { channels, height, width }: MapShape,
  storageOrder = 0,
): number {
  const plane = (image * channels + channel) * height * width;
  return plane + (storageOrder === 0 ? row * width + column : column * height + row);
}

const maxUnpool: Run = (attributes, [x, indices]) => {
  const { channels, height: h, width: w } = mapShape(x!);
  const { rows, columns } = windowOf(attributes, attributes.kernel_shape!, { height: h, width: w });
  const height = (h - 1) * rows.stride + reach(rows);
  const width = (w - 1) * columns.stride + reach(columns);
  const input = { height, width, channels };
  const signal = channelsLast(x!);
  const places = Array.from(channelsLast(indices!).dataSync(), (index) => ({
    row: Math.floor(index / width) % height,
    column: index % width,
  }));
  const switches = switchesTo(places, signal.shape, { rows, columns });
  const op = maxPoolOp(input, { rows, columns });
  return [channelsFirst(wayDown(op, input, signal, { switches: () => switches }))];
};

const averagePool: Run = (attributes, [x]) => {
  const window = windowOf(attributes, attributes.kernel_shape!, mapShape(x!));
  const op = averagePoolOp(mapShape(x!), window, attributes.count_include_pad === 1);
  return [channelsFirst(op.forward([channelsLast(x!)]).value)];
};

const lrn: Run = ({ size = 1, alpha = 1e-4, beta = 0.75, bias = 1 }, [x]) => {
  const op = lrnOp(mapShape(x!), { depthRadius: (size - 1) / 2, bias, alpha: alpha / size, beta });
  return [channelsFirst(op.forward([channelsLast(x!)]).value)];
};

const global =
  (make: (input: MapShape) => Op): Run =>
  (_, [x]) => [channelsFirst(make(mapShape(x!)).forward([channelsLast(x!)]).value)];

const RUNS: Record<string, Run> = {
  AveragePool: averagePool,
  Conv: conv,
  ConvTranspose: convTranspose,
  GlobalAveragePool: global(globalAveragePoolOp),
  GlobalMaxPool: global(globalMaxPoolOp),
  LRN: lrn,
  MaxPool: maxPool,
  MaxUnpool: maxUnpool,
};

/** Computes a node with the ops of this package. */
export function runOnnxNode({ op, attributes }: OnnxNode, inputs: OnnxTensor[]): Outputs {
  return RUNS[op]!(attributes, inputs);
}
