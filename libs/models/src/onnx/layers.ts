import {
  addOp,
  averagePoolOp,
  channelScale,
  concatOp,
  convOp,
  depthwiseConvOp,
  globalAveragePoolOp,
  globalMaxPoolOp,
  hardSigmoid,
  identity,
  logSoftmax,
  lrnOp,
  maxPoolOp,
  relu,
  selfGated,
  smoothActivation,
  softmax,
  type Op,
} from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import type * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { arithmetic } from '../operations/arithmetic.js';
import { clipped } from '../operations/clipped.js';
import type { Constant } from '../operations/Constant.js';
import type { Dialect } from '../operations/Dialect.js';
import { product } from '../operations/product.js';
import { isWholeMap } from '../operations/windows.js';
import { single, type Read } from '../operations/single.js';
import { sloped } from '../operations/sloped.js';
import type { Use } from '../operations/Use.js';
import { requireChannels, tensorOf, trainedScale } from '../operations/weights.js';
import { zeroPadding } from '../operations/zeroPadding.js';
import { FLOATS } from './folds.js';
import { countedPadding, kernelOf, windowOf } from './windows.js';

const biasOf = (bias: Constant | undefined): Tensor1D | undefined =>
  bias && tensorOf<tf.Rank.R1>(bias);

const convolution: Read = (use) => {
  const filter = use.constant(1, 'filter');
  const bias = use.optional(2, 'bias');
  const groups = use.number('group', 1);
  const [out, inner, ...kernel] = filter.dims as [number, number, number, number];
  if (filter.dims.length !== 4)
    throw new RangeError(
      `its filter has ${filter.dims.length} axes; expected 4: only maps of two axes are read`,
    );
  const make = (x: MapShape): Op => {
    const window = windowOf(use, kernel, x);
    if (inner * groups !== x.channels || out % groups !== 0)
      throw new RangeError(
        `its filter of ${filter.dims.join('×')} in ${groups} groups does not fit ${x.channels} channels`,
      );
    if (bias) requireChannels([bias], { ...x, channels: out });
    if (inner > 1 || groups === 1) {
      const across = tensorOf<tf.Rank.R4>(filter, [2, 3, 1, 0]);
      return convOp(x, window, across, biasOf(bias));
    }
    const each = { dims: [groups, out / groups, ...kernel], data: filter.data };
    return depthwiseConvOp(x, window, tensorOf<tf.Rank.R4>(each, [2, 3, 0, 1]), biasOf(bias));
  };
  return { steps: [([x]) => make(x!)] };
};

const pooling =
  (make: (x: MapShape, use: Use) => Op, global: (x: MapShape) => Op): Read =>
  (use) => {
    const kernel = kernelOf(use);
    const isGlobal = (x: MapShape): boolean => isWholeMap(windowOf(use, kernel, x), x);
    return { steps: [([x]) => (isGlobal(x!) ? global(x!) : make(x!, use))] };
  };

const averagePooling = (x: MapShape, use: Use): Op => {
  const window = windowOf(use, kernelOf(use), x);
  const counted = use.number('count_include_pad', 0) === 1;
  return averagePoolOp(x, window, counted && countedPadding(use, window));
};

const maxPooling = (x: MapShape, use: Use): Op => maxPoolOp(x, windowOf(use, kernelOf(use), x));

const batchNormalization: Read = (use) => {
  use.require('training_mode', 0);
  const [gamma, beta, mean, variance] = ['scale', 'bias', 'mean', 'variance'].map((what, i) =>
    use.constant(i + 1, what),
  ) as [Constant, Constant, Constant, Constant];
  const epsilon = use.number('epsilon', 1e-5);
  return single((x) => {
    requireChannels([gamma, beta, mean, variance], x);
    return channelScale(x, ...trainedScale({ gamma, beta, mean, variance, epsilon }));
  })(use);
};

const normalisation = single((x, use) => {
  const size = use.number('size', 0);
  if (size % 2 !== 1)
    throw new RangeError(`its size is ${size}; expected an odd number of channels`);
  const [alpha, beta] = [use.number('alpha', 1e-4), use.number('beta', 0.75)];
  const depthRadius = (size - 1) / 2;
  return lrnOp(x, { depthRadius, bias: use.number('bias', 1), alpha: alpha / size, beta });
});

const dense: Read = (use) => {
  use.require('transA', 0);
  const [alpha, beta] = [use.number('alpha', 1), use.number('beta', 1)];
  const kernel = use.constant(1, 'kernel');
  const bias = use.optional(2, 'bias');
  return product(scaled(kernel, alpha), {
    transposed: use.number('transB', 0) === 1,
    bias: bias && scaled(bias, beta),
  });
};

const scaled = ({ dims, data }: Constant, factor: number): Constant => ({
  dims,
  data: factor === 1 ? data : data.map((value) => value * factor),
});

const clip: Read = (use) => {
  const bound = (index: number, name: string, otherwise: number): number =>
    use.optional(index, name)?.data[0] ?? use.number(name, otherwise);
  const [low, high] = [bound(1, 'min', -Infinity), bound(2, 'max', Infinity)];
  return single((x) => clipped(x, low, high))(use);
};

/** Where an activation has numbers, tfjs has it with these only. */
const smooth = (
  name: string,
  numbers: Record<string, [expected: number, otherwise: number]> = {},
) =>
  single((x, use) => {
    for (const [attribute, [expected, otherwise]] of Object.entries(numbers)) {
      const value = use.number(attribute, otherwise);
      if (Math.abs(value - expected) > 1e-4)
        throw new RangeError(`its ${attribute} is ${value}; expected ${expected}`);
    }
    return smoothActivation(name, x);
  });

const softmaxes =
  (make: (x: MapShape) => Op): Read =>
  (use) => {
    const dims = use.dims(0);
    const before13 = use.number('opset', 13) < 13;
    const axis = use.number('axis', before13 ? 1 : -1);
    const first = axis < 0 ? axis + dims.length : axis;
    // Before opset 13 an axis meant all axes from there on; the batch counts 1.
    if (before13 ? first > 1 : first !== 1)
      throw new RangeError(`it works along axis ${axis}; expected channels, axis 1`);
    if (before13 && !dims.slice(2).every((dim) => dim === 1))
      throw new RangeError('before opset 13 it works over channels and positions together');
    return single(make)(use);
  };

const dropout: Read = (use) => {
  if (use.optional(2, 'training mode')?.data[0])
    throw new RangeError('it drops at random, as in training; export the model for inference');
  return passing(use);
};

const concatenation: Read = (use) => {
  const axis = use.number('axis', 1);
  if (axis !== 1 && axis + use.dims(0).length !== 1)
    throw new RangeError(`it works along axis ${axis}; expected channels, axis 1`);
  return { steps: [concatOp], maps: use.values.map((_, i) => i) };
};

const meanOverMap: Read = (use) => {
  const axes = use.optional(1, 'axes')?.data ?? use.numbers('axes') ?? [];
  const rank = use.dims(0).length;
  const sorted = Array.from(axes, (axis) => (axis < 0 ? axis + rank : axis)).sort((a, b) => a - b);
  if (rank !== 4 || sorted.join() !== '2,3')
    throw new RangeError(
      `it works along the axes ${Array.from(axes).join(', ')}; expected 2 and 3, all positions`,
    );
  const kept = use.number('keepdims', 1) === 1;
  return { ...single(globalAveragePoolOp)(use), rank: kept ? 4 : 2 };
};

const padding: Read = (use) => {
  use.require('mode', 'constant');
  const pads = Array.from(use.optional(1, 'pads')?.data ?? use.numbers('pads') ?? []);
  const value = use.optional(2, 'value')?.data[0] ?? use.number('value', 0);
  if (value !== 0) throw new RangeError(`it pads with ${value}; expected 0`);
  const [n, c, top, left, m, d, bottom, right] = pads as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if (pads.length !== 8 || [n, c, m, d].some((pad) => pad !== 0) || use.optional(3, 'axes'))
    throw new RangeError(`it pads by ${pads.join(', ')}; expected rows and columns of a map only`);
  return single((x) => zeroPadding(x, [top, bottom], [left, right]))(use);
};

const slopedRelu: Read = (use) => {
  const slopes = use.constant(1, 'slope');
  return single((x) => sloped(x, slopes, Math.max(0, use.dims(0).length - 2)))(use);
};

const passing = single((x, use) => identity(use.operation.kind, x));

const cast: Read = (use) => {
  const to = use.number('to', NaN);
  if (!FLOATS.has(to)) throw new RangeError('it rounds to whole numbers, which has no way down');
  return passing(use);
};

/** How operations of ONNX become ops. */
export const LAYERS: Dialect['layers'] = new Map<string, Read>(
  Object.entries({
    Add: arithmetic('Add', 'NCHW'),
    AveragePool: pooling(averagePooling, globalAveragePoolOp),
    BatchNormalization: batchNormalization,
    Cast: cast,
    Clip: clip,
    Concat: concatenation,
    Conv: convolution,
    Div: arithmetic('Div', 'NCHW'),
    Dropout: dropout,
    Elu: smooth('elu', { alpha: [1, 1] }),
    Gemm: dense,
    GlobalAveragePool: single(globalAveragePoolOp),
    GlobalMaxPool: single(globalMaxPoolOp),
    HardSigmoid: single((x, use) =>
      hardSigmoid(x, use.number('alpha', 0.2), use.number('beta', 0.5)),
    ),
    HardSwish: single((x) => selfGated('hardSwish', x)),
    Identity: passing,
    LRN: normalisation,
    LogSoftmax: softmaxes(logSoftmax),
    LeakyRelu: single((x, use) => relu(x, { negativeSlope: use.number('alpha', 0.01) })),
    MatMul: (use) => product(use.constant(1, 'kernel')),
    MaxPool: pooling(maxPooling, globalMaxPoolOp),
    Mul: arithmetic('Mul', 'NCHW'),
    PRelu: slopedRelu,
    Pad: padding,
    ReduceMean: meanOverMap,
    Relu: single((x) => relu(x)),
    Selu: smooth('selu', { alpha: [1.67326, 1.67326], gamma: [1.0507, 1.0507] }),
    Sigmoid: smooth('sigmoid'),
    Softmax: softmaxes(softmax),
    Softplus: smooth('softplus'),
    Softsign: smooth('softsign'),
    Sub: arithmetic('Sub', 'NCHW'),
    Sum: (use) => ({ steps: [addOp], maps: use.values.map((_, i) => i) }),
    Tanh: smooth('tanh'),
  } satisfies Record<string, Read>),
);
