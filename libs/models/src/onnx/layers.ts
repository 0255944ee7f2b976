import {
  addOp,
  averagePoolOp,
  channelScale,
  clipOp,
  concatOp,
  convOp,
  denseOp,
  depthwiseConvOp,
  globalAveragePoolOp,
  globalMaxPoolOp,
  identity,
  lrnOp,
  maxPoolOp,
  padOp,
  relu,
  smoothActivation,
  softmax,
  type Op,
} from '@deconv/core';
import { axisWindow, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Constant } from '../operations/Constant.js';
import type { Dialect } from '../operations/Dialect.js';
import { requireConvolvable, requireWindow } from '../operations/requireWindow.js';
import type { Plan, Use } from '../operations/Use.js';
import { perChannel, requireChannels, tensorOf, trainedScale } from '../operations/weights.js';
import { countedPadding, kernelOf, windowOf } from './windows.js';

type Read = (use: Use) => Plan;

const single =
  (make: (x: MapShape, use: Use) => Op): Read =>
  (use) => ({
    steps: [([x]) => make(x!, use)],
  });

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
    const window = requireConvolvable(windowOf(use, kernel, x));
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

/** A window that covers the map, and nothing else, is a global pooling. */
const pooling =
  (make: (x: MapShape, use: Use) => Op, global: (x: MapShape) => Op): Read =>
  (use) => {
    const kernel = kernelOf(use);
    const whole = (x: MapShape): boolean => {
      const { rows, columns } = windowOf(use, kernel, x);
      const padded = [rows, columns].some(({ before, after }) => before > 0 || after > 0);
      return kernel[0] === x.height && kernel[1] === x.width && !padded;
    };
    return { steps: [([x]) => (whole(x!) ? global(x!) : make(x!, use))] };
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
  const size = use.number('size', NaN);
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

function product(
  kernel: Constant,
  { transposed = false, bias }: { transposed?: boolean; bias?: Constant | undefined },
): Plan {
  if (kernel.dims.length !== 2)
    throw new RangeError(`its kernel has ${kernel.dims.length} axes; expected 2`);
  const [rows, columns] = transposed ? [...kernel.dims].reverse() : kernel.dims;
  const make = (x: MapShape): Op => {
    if (x.channels !== rows || x.height * x.width !== 1)
      throw new RangeError(
        `its kernel of ${rows}×${columns!} does not fit ${x.height}×${x.width}×${x.channels}`,
      );
    const each = bias && perChannel(bias, { ...x, channels: columns! }, 0);
    return denseOp(
      x,
      tensorOf<tf.Rank.R2>(kernel, transposed ? [1, 0] : [0, 1]),
      each && tf.tensor1d(each),
    );
  };
  return { steps: [([x]) => make(x!)] };
}

const scaled = ({ dims, data }: Constant, factor: number): Constant => ({
  dims,
  data: factor === 1 ? data : data.map((value) => value * factor),
});

/** Sum, difference, product or quotient of a map and a constant, or the sum of maps. */
const arithmetic =
  (kind: 'Add' | 'Sub' | 'Mul' | 'Div'): Read =>
  (use) => {
    const maps = use.values.flatMap((_, i) => (use.isMap(i) ? [i] : []));
    if (maps.length > 1) {
      if (kind !== 'Add')
        throw new RangeError('it combines two maps, which has no one way down; only their sum has');
      return { steps: [addOp], maps };
    }
    const [map] = maps as [number];
    const constant = use.constant(1 - map, 'constant');
    if (kind === 'Div' && map === 1)
      throw new RangeError('it divides by a map, which has no way down');
    const behind = Math.max(0, use.dims(map).length - 2);
    const sign = kind === 'Sub' ? -1 : 1;
    const make = (x: MapShape): Op => {
      const values = perChannel(constant, x, behind);
      const ones = new Float32Array(x.channels).fill(1);
      if (kind === 'Mul') return scale(x, values, ones.fill(0));
      if (kind === 'Div')
        return scale(
          x,
          values.map((value) => 1 / value),
          ones.fill(0),
        );
      return map === 0
        ? scale(
            x,
            ones,
            values.map((value) => sign * value),
          )
        : scale(
            x,
            ones.map((one) => sign * one),
            values,
          );
    };
    return { steps: [([x]) => make(x!)], maps };
  };

function scale(x: MapShape, factors: Float32Array, shifts: Float32Array): Op {
  if (![...factors, ...shifts].every(Number.isFinite))
    throw new RangeError('its constant makes values that are not finite');
  return channelScale(x, tf.tensor1d(factors), tf.tensor1d(shifts));
}

const clip: Read = (use) => {
  const bound = (index: number, name: string, otherwise: number): number =>
    use.optional(index, name)?.data[0] ?? use.number(name, otherwise);
  const [low, high] = [bound(1, 'min', -Infinity), bound(2, 'max', Infinity)];
  return single((x) => {
    if (low === 0) return relu(x, { cap: high > 3e38 ? Infinity : high });
    return clipOp(x, Math.max(low, -3.4e38), Math.min(high, 3.4e38));
  })(use);
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

const softmaxes: Read = (use) => {
  const dims = use.dims(0);
  const before13 = use.number('opset', 13) < 13;
  const axis = use.number('axis', before13 ? 1 : -1);
  const first = axis < 0 ? axis + dims.length : axis;
  // Before opset 13 an axis meant all axes from there on; the batch counts 1.
  if (before13 ? first > 1 : first !== 1)
    throw new RangeError(`it works along axis ${axis}; expected channels, axis 1`);
  if (before13 && !dims.slice(2).every((dim) => dim === 1))
    throw new RangeError('before opset 13 it works over channels and positions together');
  return single((x) => softmax(x))(use);
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
  const rows = axisWindow({ size: 1, before: top, after: bottom });
  const columns = axisWindow({ size: 1, before: left, after: right });
  const window = requireWindow({ rows, columns });
  return single((x) => padOp(x, window))(use);
};

const slopedRelu: Read = (use) => {
  const { data } = use.constant(1, 'slope');
  const [slope] = data;
  if (slope === undefined || !data.every((each) => each === slope))
    throw new RangeError('its slope differs from channel to channel; expected one for all');
  return single((x) => relu(x, { negativeSlope: slope }))(use);
};

const passing = single((x, use) => identity(use.operation.kind, x));

/** How operations of ONNX become ops. */
export const LAYERS: Dialect['layers'] = {
  Add: arithmetic('Add'),
  AveragePool: pooling(averagePooling, globalAveragePoolOp),
  BatchNormalization: batchNormalization,
  Cast: passing,
  Clip: clip,
  Concat: concatenation,
  Conv: convolution,
  Div: arithmetic('Div'),
  Dropout: passing,
  Elu: smooth('elu', { alpha: [1, 1] }),
  Gemm: dense,
  GlobalAveragePool: single(globalAveragePoolOp),
  GlobalMaxPool: single(globalMaxPoolOp),
  HardSigmoid: smooth('hardSigmoid', { alpha: [0.2, 0.2], beta: [0.5, 0.5] }),
  Identity: passing,
  LRN: normalisation,
  LeakyRelu: single((x, use) => relu(x, { negativeSlope: use.number('alpha', 0.01) })),
  MatMul: (use) => product(use.constant(1, 'kernel'), {}),
  MaxPool: pooling(maxPooling, globalMaxPoolOp),
  Mul: arithmetic('Mul'),
  PRelu: slopedRelu,
  Pad: padding,
  ReduceMean: meanOverMap,
  Relu: single((x) => relu(x)),
  Selu: smooth('selu', { alpha: [1.67326, 1.67326], gamma: [1.0507, 1.0507] }),
  Sigmoid: smooth('sigmoid'),
  Softmax: softmaxes,
  Softplus: smooth('softplus'),
  Softsign: smooth('softsign'),
  Sub: arithmetic('Sub'),
  Sum: (use) => ({ steps: [addOp], maps: use.values.map((_, i) => i) }),
  Tanh: smooth('tanh'),
};
