import {
  averagePoolOp,
  channelScale,
  convOp,
  depthwiseConvOp,
  elementary,
  exponential,
  globalAveragePoolOp,
  globalMaxPoolOp,
  hardSigmoid,
  identity,
  logSoftmax,
  lrnOp,
  maxPoolOp,
  powerOp,
  relu,
  selfGated,
  smoothActivation,
  softmax,
  type Op,
} from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import { brief } from '@deconv/untrusted';
import type * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { arithmetic } from '../operations/arithmetic.js';
import { clipped } from '../operations/clipped.js';
import type { Constant } from '../operations/Constant.js';
import type { Dialect } from '../operations/Dialect.js';
import { broadcast } from '../operations/elementwise.js';
import { byChannels, onImage } from '../operations/image.js';
import { joined } from '../operations/joined.js';
import { factors, groupNorm, layerNorm } from '../operations/normalised.js';
import { padding, type Margins } from '../operations/padding.js';
import { matrixProduct, product } from '../operations/product.js';
import { reduction, type Reduction } from '../operations/reduction.js';
import { isWholeMap } from '../operations/windows.js';
import { single, type Read } from '../operations/single.js';
import { sloped } from '../operations/sloped.js';
import type { Plan, Use } from '../operations/Use.js';
import { requireChannels, tensorOf, trainedScale } from '../operations/weights.js';
import { FLOATS } from './folds.js';
import { convTranspose } from './convTranspose.js';
import { REFUSED } from '../operations/refused.js';
import { resize } from './resize.js';
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
  return onImage('NCHW', make)(use);
};

const pooling =
  (make: (x: MapShape, use: Use) => Op, global: (x: MapShape) => Op): Read =>
  (use) => {
    const kernel = kernelOf(use);
    const isGlobal = (x: MapShape): boolean => isWholeMap(windowOf(use, kernel, x), x);
    return onImage('NCHW', (x) => (isGlobal(x) ? global(x) : make(x, use)))(use);
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
  const make = (x: MapShape): Op => {
    requireChannels([gamma, beta, mean, variance], x);
    return channelScale(x, ...trainedScale({ gamma, beta, mean, variance, epsilon }));
  };
  return byChannels(use, 'NCHW', [([x]) => make(x!)]);
};

const normalisation: Read = (use) => byChannels(use, 'NCHW', [([x]) => lrnOf(x!, use)]);

const lrnOf = (x: MapShape, use: Use): Op => {
  const size = use.number('size', 0);
  if (size % 2 !== 1)
    throw new RangeError(`its size is ${size}; expected an odd number of channels`);
  const [alpha, beta] = [use.number('alpha', 1e-4), use.number('beta', 0.75)];
  const depthRadius = (size - 1) / 2;
  return lrnOp(x, { depthRadius, bias: use.number('bias', 1), alpha: alpha / size, beta });
};

const layerNormalization: Read = (use) => {
  const { length } = use.dims(0);
  const axis = use.number('axis', -1);
  if (axis !== -1 && axis !== length - 1)
    throw new RangeError(
      `it normalises from axis ${axis} on; expected the last of ${length} alone`,
    );
  const [gamma, beta] = [use.optional(1, 'scale'), use.optional(2, 'bias')];
  const steps = [layerNorm(use.number('epsilon', 1e-5)), ...factors(gamma, beta)];
  return { steps, axes: [length - 1] };
};

const instanceNormalization: Read = (use) => {
  const after = factors(use.constant(1, 'scale'), use.constant(2, 'bias'));
  return byChannels(use, 'NCHW', [groupNorm(use.number('epsilon', 1e-5)), ...after]);
};

const groupNormalization: Read = (use) => {
  const groups = use.number('num_groups', 0);
  const channels = use.dims(0)[1] ?? 0;
  const each = (constant: Constant): Constant => {
    // Before opset 21 there is one factor for each group.
    if (constant.data.length !== groups || groups === channels) return constant;
    const data = Float32Array.from({ length: channels }, (_, c) => {
      return constant.data[Math.floor((c * groups) / channels)]!;
    });
    return { dims: [channels], data };
  };
  const after = factors(each(use.constant(1, 'scale')), each(use.constant(2, 'bias')));
  return byChannels(use, 'NCHW', [groupNorm(use.number('epsilon', 1e-5), groups), ...after]);
};

const dense: Read = (use) => {
  use.require('transA', 0);
  const [alpha, beta] = [use.number('alpha', 1), use.number('beta', 1)];
  const kernel = use.constant(1, 'kernel');
  const bias = use.optional(2, 'bias');
  return product(use, scaled(kernel, alpha), {
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
    const steps: Plan['steps'] = [([x]) => make(x!)];
    const before13 = use.number('opset', 13) < 13;
    const axis = use.number('axis', before13 ? 1 : -1);
    const first = axis < 0 ? axis + dims.length : axis;
    if (!(first >= 0 && first < dims.length))
      throw new RangeError(`it works along axis ${axis} of ${dims.length}`);
    if (!before13) return { steps, axes: [first] };
    // Then an axis meant all axes from there on.
    const [along = first, ...others] = [...dims.keys()].filter((i) => i >= first && dims[i]! > 1);
    if (others.length)
      throw new RangeError('before opset 13 it works over channels and positions together');
    return { steps, axes: [along] };
  };

const dropout: Read = (use) => {
  const ratio = use.optional(1, 'ratio')?.data[0] ?? use.number('ratio', 0.5);
  // Swin of torchvision says that it trains, and drops nothing.
  if (use.optional(2, 'training mode')?.data[0] && ratio !== 0)
    throw new RangeError('it drops at random, as in training; export the model for inference');
  return passing(use);
};

const concatenation: Read = (use) => joined(use, use.number('axis', 1));

const reduced =
  (kind: Reduction['kind']): Read =>
  (use) => {
    const given = use.optional(1, 'axes')?.data ?? use.numbers('axes') ?? [];
    if (given.length === 0 && use.number('noop_with_empty_axes', 0)) return passing(use);
    const keep = use.number('keepdims', 1) === 1;
    return reduction(use, { kind, axes: Array.from(given), keep });
  };

const FILLS: ReadonlyMap<string, Exclude<Margins['fill'], number>> = new Map(
  (['edge', 'reflect', 'wrap'] as const).map((mode) => [mode, mode]),
);

const pad: Read = (use) => {
  const rank = use.dims(0).length;
  const pads = Array.from(use.optional(1, 'pads')?.data ?? use.numbers('pads') ?? []);
  const value = use.optional(2, 'value')?.data[0] ?? use.number('value', 0);
  const mode = use.text('mode', 'constant');
  const fill = mode === 'constant' ? value : FILLS.get(mode);
  if (fill === undefined) throw new RangeError(`its attribute mode is "${brief(mode, 20)}"`);
  const said = use.optional(3, 'axes')?.data ?? Array.from({ length: rank }, (_, i) => i);
  const axes = Array.from(said, (axis) => (axis < 0 ? axis + rank : axis));
  if (pads.length !== 2 * axes.length)
    throw new RangeError(`it pads by ${pads.length} numbers; expected ${2 * axes.length}`);
  const along = (from: number): number[] =>
    Array.from({ length: rank }, (_, i) => (axes.includes(i) ? pads[from + axes.indexOf(i)]! : 0));
  return padding(use, { before: along(0), after: along(axes.length), fill });
};

const slopedRelu = single((x, use) => {
  const { dims, channels } = use.map(0);
  return sloped(x, use.constant(1, 'slope'), dims.length - 1 - channels);
});

const power: Read = (use) => {
  const { data } = use.constant(1, 'exponent');
  if (data.length !== 1)
    throw new RangeError(`its exponent has ${data.length} values; expected one`);
  const [exponent] = data;
  if (exponent === 1) return passing(use);
  return single((x) => (exponent === 2 ? elementary('square', x) : powerOp(x, exponent!)))(use);
};

const gelu = single((x, use) => {
  const approximate = use.text('approximate', 'none');
  return selfGated(approximate === 'tanh' ? 'geluNew' : 'gelu', x);
});

/** A map repeated along axes of length 1. */
const expansion: Read = (use) => {
  const asked = Array.from(use.constant(1, 'shape').data);
  return { steps: [([x]) => identity('Expand', x!)], spread: broadcast(use.dims(0), asked) };
};

const of = (name: string): Read => single((x) => elementary(name, x));

const bound =
  (make: (value: number) => [low: number, high: number]): Read =>
  (use) => {
    if (use.values.length !== 2) throw new RangeError('it reads more than two inputs');
    const map = use.isMap(0) ? 0 : 1;
    const { data } = use.constant(1 - map, 'bound');
    if (data.length !== 1)
      throw new RangeError(`its bound has ${data.length} values; expected one`);
    return { steps: [([x]) => clipped(x!, ...make(data[0]!))], maps: [map] };
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
    ...REFUSED,
    Abs: of('abs'),
    Add: arithmetic('Add'),
    AveragePool: pooling(averagePooling, globalAveragePoolOp),
    BatchNormalization: batchNormalization,
    Cast: cast,
    Clip: clip,
    Concat: concatenation,
    Conv: convolution,
    ConvTranspose: convTranspose,
    Cos: of('cos'),
    Div: arithmetic('Div'),
    Dropout: dropout,
    Elu: smooth('elu', { alpha: [1, 1] }),
    Erf: of('erf'),
    Exp: single((x) => exponential(x)),
    Expand: expansion,
    Gelu: gelu,
    Gemm: dense,
    GlobalAveragePool: onImage('NCHW', globalAveragePoolOp),
    GlobalMaxPool: onImage('NCHW', globalMaxPoolOp),
    GroupNormalization: groupNormalization,
    HardSigmoid: single((x, use) =>
      hardSigmoid(x, use.number('alpha', 0.2), use.number('beta', 0.5)),
    ),
    HardSwish: single((x) => selfGated('hardSwish', x)),
    Identity: passing,
    InstanceNormalization: instanceNormalization,
    LRN: normalisation,
    LayerNormalization: layerNormalization,
    LeakyRelu: single((x, use) => relu(x, { negativeSlope: use.number('alpha', 0.01) })),
    Log: of('log'),
    LogSoftmax: softmaxes(logSoftmax),
    MatMul: matrixProduct,
    Max: bound((value) => [value, Infinity]),
    MaxPool: pooling(maxPooling, globalMaxPoolOp),
    Min: bound((value) => [-Infinity, value]),
    Mish: single((x) => selfGated('mish', x)),
    Mul: arithmetic('Mul'),
    PRelu: slopedRelu,
    Pad: pad,
    Pow: power,
    Reciprocal: of('reciprocal'),
    ReduceMax: reduced('max'),
    ReduceMean: reduced('mean'),
    ReduceSum: reduced('sum'),
    Relu: single((x) => relu(x)),
    Resize: resize,
    Selu: smooth('selu', { alpha: [1.67326, 1.67326], gamma: [1.0507, 1.0507] }),
    Sigmoid: smooth('sigmoid'),
    Sin: of('sin'),
    Softmax: softmaxes(softmax),
    Softplus: smooth('softplus'),
    Softsign: smooth('softsign'),
    Sqrt: of('sqrt'),
    Sub: arithmetic('Sub'),
    Sum: arithmetic('Add'),
    Tanh: smooth('tanh'),
    Upsample: resize,
  } satisfies Record<string, Read>),
);
