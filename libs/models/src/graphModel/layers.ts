import {
  averagePoolOp,
  convOp,
  depthwiseConvOp,
  elementary,
  exponential,
  globalAveragePoolOp,
  globalMaxPoolOp,
  identity,
  logSoftmax,
  lrnOp,
  maxPoolOp,
  powerOp,
  relu,
  smoothActivation,
  softmax,
  channelScale,
  type Op,
} from '@deconv/core';
import type { MapShape, Window } from '@deconv/geometry';
import type * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs-core';
import { arithmetic } from '../operations/arithmetic.js';
import { clipped } from '../operations/clipped.js';
import type { Constant } from '../operations/Constant.js';
import type { Dialect } from '../operations/Dialect.js';
import { byChannels, onImage } from '../operations/image.js';
import { joined } from '../operations/joined.js';
import { padding, type Margins } from '../operations/padding.js';
import { matrixProduct, product } from '../operations/product.js';
import { reduction, type Reduction } from '../operations/reduction.js';
import { single, type Read } from '../operations/single.js';
import { sloped } from '../operations/sloped.js';
import type { Use } from '../operations/Use.js';
import { requireChannels, tensorOf, trainedScale } from '../operations/weights.js';
import { isWholeMap } from '../operations/windows.js';
import { isToFloats } from './folds.js';
import { convTranspose } from './convTranspose.js';
import { REFUSED } from '../operations/refused.js';
import { resize } from './resize.js';
import { kernelOf, windowOf } from './windows.js';

const leaky =
  (attribute: string) =>
  (x: MapShape, use: Use): Op =>
    relu(x, { negativeSlope: use.number(attribute, 0.2) });

/** @param index of the input that holds slopes */
const slopedBy =
  (index: number) =>
  (x: MapShape, use: Use): Op =>
    sloped(x, use.constant(index, 'slope'), 0);

type Activation = (x: MapShape, use: Use) => Op;

/** Functions of single values, by the names that fused operations give them too. */
const ACTIVATIONS = {
  Elu: (x) => smoothActivation('elu', x),
  Relu: (x) => relu(x),
  Relu6: (x) => relu(x, { cap: 6 }),
  Selu: (x) => smoothActivation('selu', x),
  Sigmoid: (x) => smoothActivation('sigmoid', x),
  Softplus: (x) => smoothActivation('softplus', x),
  Tanh: (x) => smoothActivation('tanh', x),
} satisfies Record<string, Activation>;

/** The same in fused operations, where two are told otherwise. */
const FUSED: ReadonlyMap<string, Activation> = new Map<string, Activation>(
  Object.entries({
    ...ACTIVATIONS,
    LeakyRelu: leaky('leakyrelu_alpha'),
    Prelu: slopedBy(3),
  }),
);

interface Fused {
  bias: Constant | undefined;
  activation: Read | undefined;
}

/** What a fused operation does after its first step. @throws RangeError for anything but a bias and an activation */
function fusedIn(use: Use): Fused {
  const [first, ...others] = use.text('fused_ops', '').split(',').filter(Boolean);
  const bias = first === 'BiasAdd' ? use.constant(2, 'bias') : undefined;
  const [name, ...more] = bias || first === undefined ? others : [first, ...others];
  if (name === undefined) return { bias, activation: undefined };
  const make = FUSED.get(name);
  if (!make || more.length)
    throw new RangeError(
      `it is fused with ${[name, ...more].join(', ')}; expected BiasAdd and one of ${[...FUSED.keys()].join(', ')}`,
    );
  return { bias, activation: single(make) };
}

const withActivation = (read: (use: Use, fused: Fused) => ReturnType<Read>): Read => {
  return (use) => {
    const fused = fusedIn(use);
    const plan = read(use, fused);
    const then = fused.activation?.(use).steps ?? [];
    return { ...plan, steps: [...plan.steps, ...then] };
  };
};

type MakeConvolution = (x: MapShape, window: Window, filter: Tensor4D, bias?: Tensor1D) => Op;

const convolution = (
  make: MakeConvolution,
  channelsOf: (dims: number[], x: MapShape) => number,
): Read =>
  withActivation((use, { bias }) => {
    const filter = use.constant(1, 'filter');
    const { dims } = filter;
    if (dims.length !== 4) throw new RangeError(`its filter has ${dims.length} axes; expected 4`);
    const step = (x: MapShape): Op => {
      const window = windowOf(use, [dims[0]!, dims[1]!], x);
      const channels = channelsOf(dims, x);
      if (bias) requireChannels([bias], { ...x, channels });
      return make(x, window, tensorOf<tf.Rank.R4>(filter), bias && tensorOf<tf.Rank.R1>(bias));
    };
    return onImage('NHWC', step)(use);
  });

function misfit(dims: number[], { channels }: MapShape): RangeError {
  return new RangeError(`its filter of ${dims.join('×')} does not fit ${channels} channels`);
}

/** A filter that reads fewer channels than there are works in groups. */
const conv2d = convolution(convOp, (dims, x) => {
  const [, , inner, out] = dims as [number, number, number, number];
  const groups = x.channels / inner;
  if (!Number.isInteger(groups) || out % groups !== 0) throw misfit(dims, x);
  return out;
});

const depthwise = convolution(depthwiseConvOp, (dims, x) => {
  const [, , inner, multiplier] = dims as [number, number, number, number];
  if (inner !== x.channels) throw misfit(dims, x);
  return inner * multiplier;
});

const dense = withActivation((use, { bias }) => {
  use.require('transpose_a', 0);
  const transposed = use.number('transpose_b', 0) === 1;
  return product(use, use.constant(1, 'kernel'), { transposed, bias });
});

/** Products of stacks of matrices, of which constants may be told transposed. */
const stacked: Read = (use) => {
  use.require('adj_x', 0);
  if (use.number('adj_y', 0) !== 1) return matrixProduct(use);
  return product(use, use.constant(1, 'kernel'), { transposed: true });
};

const pooling = (make: (x: MapShape, window: Window) => Op, global: (x: MapShape) => Op): Read =>
  onImage('NHWC', (x, use) => {
    const window = windowOf(use, kernelOf(use), x);
    return isWholeMap(window, x) ? global(x) : make(x, window);
  });

const reduced =
  (kind: Reduction['kind']): Read =>
  (use) => {
    const axes = Array.from(use.constant(1, 'axes').data);
    return reduction(use, { kind, axes, keep: use.number('keep_dims', 0) === 1 });
  };

const batchNormalization: Read = (use) => {
  use.require('data_format', 'NHWC');
  use.require('is_training', 0, 1);
  const [gamma, beta, mean, variance] = ['scale', 'offset', 'mean', 'variance'].map((what, i) =>
    use.constant(i + 1, what),
  ) as [Constant, Constant, Constant, Constant];
  const epsilon = use.number('epsilon', 1e-4);
  const make = (x: MapShape): Op => {
    requireChannels([gamma, beta, mean, variance], x);
    return channelScale(x, ...trainedScale({ gamma, beta, mean, variance, epsilon }));
  };
  return byChannels(use, 'NHWC', [([x]) => make(x!)]);
};

const normalisation = onImage('NHWC', (x, use) =>
  lrnOp(x, {
    depthRadius: use.number('depth_radius', 5),
    bias: use.number('bias', 1),
    alpha: use.number('alpha', 1),
    beta: use.number('beta', 0.5),
  }),
);

const concatenation: Read = (use) => {
  const count = use.values.length - 1;
  return joined(use, use.constant(count, 'axis').data[0]!, count);
};

const pad =
  (fillOf: (use: Use) => Margins['fill']): Read =>
  (use) => {
    const { data } = use.constant(1, 'paddings');
    const along = (first: number): number[] => Array.from(data).filter((_, i) => i % 2 === first);
    return padding(use, { before: along(0), after: along(1), fill: fillOf(use) });
  };

const valueOf = (use: Use): number => use.optional(2, 'value')?.data[0] ?? 0;

const mirrorOf = (use: Use): Margins['fill'] =>
  use.text('mode', 'REFLECT') === 'SYMMETRIC' ? 'symmetric' : 'reflect';

/** The square of a difference, as statistics are taken apart. */
const squaredDifference: Read = (use) => {
  const plan = arithmetic('Sub')(use);
  return { ...plan, steps: [...plan.steps, ([x]) => elementary('square', x!)] };
};

const power: Read = (use) => {
  const { data } = use.constant(1, 'exponent');
  if (data.length !== 1)
    throw new RangeError(`its exponent has ${data.length} values; expected one`);
  return single((x) => (data[0] === 2 ? elementary('square', x) : powerOp(x, data[0]!)))(use);
};

const of = (name: string): Read => single((x) => elementary(name, x));

const softmaxes =
  (make: (x: MapShape) => Op): Read =>
  (use) => ({ steps: [([x]) => make(x!)], axes: [use.dims(0).length - 1] });

/** The larger or the smaller one of a map and a number. */
const bounded =
  (bounds: (value: number) => [low: number, high: number]): Read =>
  (use) => {
    const map = use.isMap(0) ? 0 : 1;
    const { data } = use.constant(1 - map, 'bound');
    if (data.length !== 1)
      throw new RangeError(`its bound has ${data.length} values; expected one`);
    return { steps: [([x]) => clipped(x!, ...bounds(data[0]!))], maps: [map] };
  };

const clip: Read = (use) => {
  const [low, high] = [use.constant(1, 'minimum'), use.constant(2, 'maximum')];
  return single((x) => clipped(x, low.data[0]!, high.data[0]!))(use);
};

const passing = single((x, use) => identity(use.operation.kind, x));

const cast: Read = (use) => {
  if (!isToFloats(use.operation))
    throw new RangeError('it rounds to whole numbers, which has no way down');
  return passing(use);
};

/** How operations of TensorFlow become ops. */
export const LAYERS: Dialect['layers'] = new Map<string, Read>(
  Object.entries({
    ...Object.fromEntries(Object.entries(ACTIVATIONS).map(([kind, make]) => [kind, single(make)])),
    ...REFUSED,
    Abs: of('abs'),
    Add: arithmetic('Add'),
    AddN: arithmetic('Add'),
    AddV2: arithmetic('Add'),
    AvgPool: pooling((x, window) => averagePoolOp(x, window), globalAveragePoolOp),
    BatchMatMul: stacked,
    BatchMatMulV2: stacked,
    BiasAdd: arithmetic('Add'),
    Cast: cast,
    ClipByValue: clip,
    ConcatV2: concatenation,
    Conv2D: conv2d,
    Conv2DBackpropInput: convTranspose,
    Cos: of('cos'),
    DepthwiseConv2dNative: depthwise,
    Erf: of('erf'),
    Exp: single((x) => exponential(x)),
    FusedBatchNorm: batchNormalization,
    FusedBatchNormV2: batchNormalization,
    FusedBatchNormV3: batchNormalization,
    FusedDepthwiseConv2dNative: depthwise,
    Identity: passing,
    LRN: normalisation,
    LeakyRelu: single(leaky('alpha')),
    Log: of('log'),
    LogSoftmax: softmaxes(logSoftmax),
    MatMul: dense,
    Max: reduced('max'),
    MaxPool: pooling(maxPoolOp, globalMaxPoolOp),
    Maximum: bounded((value) => [value, Infinity]),
    Mean: reduced('mean'),
    Minimum: bounded((value) => [-Infinity, value]),
    MirrorPad: pad(mirrorOf),
    Mul: arithmetic('Mul'),
    Pad: pad(valueOf),
    PadV2: pad(valueOf),
    Pow: power,
    Prelu: single(slopedBy(1)),
    RealDiv: arithmetic('Div'),
    Reciprocal: of('reciprocal'),
    ResizeBilinear: resize('linear'),
    ResizeNearestNeighbor: resize('nearest'),
    Rsqrt: of('rsqrt'),
    Sin: of('sin'),
    Softmax: softmaxes(softmax),
    Sqrt: of('sqrt'),
    Square: of('square'),
    SquaredDifference: squaredDifference,
    Sub: arithmetic('Sub'),
    Sum: reduced('sum'),
    _FusedConv2D: conv2d,
    _FusedMatMul: dense,
  } satisfies Record<string, Read>),
);
