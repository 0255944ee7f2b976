import {
  addOp,
  averagePoolOp,
  channelScale,
  concatOp,
  convOp,
  denseOp,
  depthwiseConvOp,
  globalAveragePoolOp,
  globalMaxPoolOp,
  identity,
  logSoftmax,
  lrnOp,
  maxPoolOp,
  padOp,
  prelu,
  relu,
  reshapeOp,
  SELF_GATED,
  selfGated,
  SMOOTH_ACTIVATIONS,
  smoothActivation,
  softmax,
  type Op,
  type Statistics,
} from '@deconv/core';
import { axisWindow, pointwise, samePadding, type MapShape, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { requireStrides } from './requireStrides.js';
import { normalizationOp, rescalingOp } from './scaledChannels.js';
import { PASSING } from './standIns/passing.js';
import { UnsupportedLayer } from './UnsupportedLayer.js';

/** A layer's configuration as Keras writes it, in the names of tfjs. */
export type LayerConfig = Record<string, unknown>;

/** A layer that is to become ops: what its class, configuration and weights say. */
export interface LayerSource {
  className: string;
  name: string;
  config: LayerConfig;
  /** Clones, in the layer's own order; the ops take them over. */
  weights: tf.Tensor[];
}

/** Turns one input shape (several for joins) into the next op. */
export type OpStep = (inputs: MapShape[]) => Op;

type Read = (source: LayerSource) => OpStep[];

const pair = (value: unknown): [number, number] =>
  Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [Number(value), Number(value)];

function requireChannelsLast({ name, className, config }: LayerSource): void {
  if (config['dataFormat'] === 'channelsFirst' || config['dataFormat'] === 'channels_first')
    throw new UnsupportedLayer(
      name,
      className,
      'its data format is channels_first; save the model as channels_last',
    );
}

/** @throws UnsupportedLayer where a layer works along another axis than channels */
function requireLastAxis({ name, className, config }: LayerSource, { height, width }: MapShape) {
  const [axis] = [config['axis'] ?? -1].flat() as number[];
  // The axis of a vector's values is 1; a map of one position may be a vector.
  if (axis === -1 || axis === 3 || (axis === 1 && height === 1 && width === 1)) return;
  const reason = `it works along axis ${axis}; expected channels, the last axis`;
  throw new UnsupportedLayer(name, className, reason);
}

/** @throws UnsupportedLayer for an activation that has no way down */
function activationStep(source: LayerSource): OpStep[] {
  const given = source.config['activation'] ?? 'linear';
  const name = (typeof given === 'string' ? given : JSON.stringify(given)).replace(
    /_(\w)/g,
    (_, letter: string) => letter.toUpperCase(),
  );
  if (name === 'linear') return [];
  if (name === 'relu') return [([x]) => relu(x!)];
  if (name === 'relu6') return [([x]) => relu(x!, { cap: 6 })];
  if (name === 'softmax') return [([x]) => softmax(x!)];
  if (name === 'logSoftmax') return [([x]) => logSoftmax(x!)];
  if (SELF_GATED.includes(name)) return [([x]) => selfGated(name, x!)];
  if (SMOOTH_ACTIVATIONS.includes(name)) return [([x]) => smoothActivation(name, x!)];
  throw new UnsupportedLayer(
    source.name,
    source.className,
    `its activation is ${name}; known are linear, relu, relu6, softmax, logSoftmax, ${[...SELF_GATED, ...SMOOTH_ACTIVATIONS].join(', ')}`,
  );
}

function windowOf(config: LayerConfig, size: [number, number], input: MapShape): Window {
  const strides = pair(config['strides'] ?? 1);
  const dilations = pair(config['dilationRate'] ?? 1);
  const axis = (i: 0 | 1, length: number): Window['rows'] => {
    const bare = axisWindow({ size: size[i], stride: strides[i], dilation: dilations[i] });
    return config['padding'] === 'same' ? samePadding(length, bare) : bare;
  };
  return requireStrides({ rows: axis(0, input.height), columns: axis(1, input.width) });
}

const pooling =
  (make: (input: MapShape, window: Window) => Op): Read =>
  (source) => {
    requireChannelsLast(source);
    const size = pair(source.config['poolSize']);
    const config = { ...source.config, strides: source.config['strides'] ?? size };
    return [([x]) => make(x!, windowOf(config, size, x!))];
  };

const convolution: Read = (source) => {
  requireChannelsLast(source);
  const [filter, bias] = source.weights as [Tensor4D, Tensor1D?];
  const [height, width] = filter.shape;
  return [
    ([x]) => convOp(x!, windowOf(source.config, [height, width], x!), filter, bias),
    ...activationStep(source),
  ];
};

const depthwise: Read = (source) => {
  requireChannelsLast(source);
  const [filter, bias] = source.weights as [Tensor4D, Tensor1D?];
  const [height, width] = filter.shape;
  return [
    ([x]) => depthwiseConvOp(x!, windowOf(source.config, [height, width], x!), filter, bias),
    ...activationStep(source),
  ];
};

const separable: Read = (source) => {
  requireChannelsLast(source);
  const [filter, point, bias] = source.weights as [Tensor4D, Tensor4D, Tensor1D?];
  const [height, width] = filter.shape;
  return [
    ([x]) => depthwiseConvOp(x!, windowOf(source.config, [height, width], x!), filter),
    ([x]) => convOp(x!, pointwise(), point, bias),
    ...activationStep(source),
  ];
};

const batchNormalization: Read = (source) => [
  ([x]) => {
    requireLastAxis(source, x!);
    return channelScale(x!, ...trainedScale(source));
  },
];

/** Scale and shift for each channel that a trained batch normalisation comes to, and what it found in its input. */
function trainedScale({
  config,
  weights,
}: LayerSource): [scale: Tensor1D, shift: Tensor1D, found: Statistics] {
  const rest = [...weights] as Tensor1D[];
  const gamma = config['scale'] === false ? undefined : rest.shift();
  const beta = config['center'] === false ? undefined : rest.shift();
  const [mean, variance] = rest as [Tensor1D, Tensor1D];
  const made = tf.tidy((): [Tensor1D, Tensor1D] => {
    const deviation = tf.sqrt(tf.add(variance, Number(config['epsilon'] ?? 1e-3)));
    const factor = tf.div<Tensor1D>(gamma ?? tf.onesLike(variance), deviation);
    return [factor, tf.sub<Tensor1D>(beta ?? tf.zerosLike(mean), tf.mul(mean, factor))];
  });
  const [means, variances] = [mean, variance].map((each) => Float32Array.from(each.dataSync()));
  tf.dispose(weights);
  return [...made, { mean: means!, variance: variances! }];
}

const padding: Read = (source) => {
  requireChannelsLast(source);
  const given = source.config['padding'] as
    number | [number, number] | [[number, number], [number, number]];
  const [rows, columns] = Array.isArray(given) ? given : [given, given];
  const axis = (value: number | [number, number]): Window['rows'] => {
    const [before, after] = pair(value);
    return axisWindow({ size: 1, before, after });
  };
  const window = { rows: axis(rows), columns: axis(columns) };
  return [([x]) => padOp(x!, window)];
};

const global =
  (make: (input: MapShape) => Op): Read =>
  (source) => {
    requireChannelsLast(source);
    return [([x]) => make(x!)];
  };

const flatten: Read = (source) => {
  requireChannelsLast(source);
  return [
    ([x]) => {
      const channels = x!.height * x!.width * x!.channels;
      return reshapeOp('Flatten', x!, { height: 1, width: 1, channels });
    },
  ];
};

const reshape: Read = (source) => [
  ([x]) => {
    const target = (source.config['targetShape'] as (number | null)[]).map((n) => n ?? -1);
    const known = target.filter((n) => n > 0).reduce((a, b) => a * b, 1);
    const total = x!.height * x!.width * x!.channels;
    const sizes = target.map((n) => (n > 0 ? n : total / known));
    if (sizes.length !== 1 && sizes.length !== 3)
      throw new UnsupportedLayer(
        source.name,
        source.className,
        `it makes ${sizes.length} axes; expected 1 or 3`,
      );
    const [height, width, channels] = (sizes.length === 1 ? [1, 1, ...sizes] : sizes) as [
      number,
      number,
      number,
    ];
    return reshapeOp('Reshape', x!, { height, width, channels });
  },
];

const dense: Read = (source) => {
  const [kernel, bias] = source.weights as [Tensor2D, Tensor1D?];
  return [([x]) => denseOp(x!, kernel, bias), ...activationStep(source)];
};

const concatenate: Read = (source) => [
  (inputs) => {
    requireLastAxis(source, inputs[0]!);
    return concatOp(inputs);
  },
];

const passing: Read = ({ className }) => [([x]) => identity(className, x!)];

const slopedRelu: Read = ({ name, className, weights }) => {
  const [slope] = weights as [Tensor];
  const channels = slope.shape.at(-1)!;
  if (slope.size !== channels)
    throw new UnsupportedLayer(
      name,
      className,
      'its slopes differ from position to position; share them along axes 1 and 2',
    );
  return [
    ([x]) => {
      const each = tf.reshape<tf.Rank.R1>(slope, [channels]);
      slope.dispose();
      return prelu(x!, each);
    },
  ];
};

/** How each Keras class becomes ops. */
const READERS: ReadonlyMap<string, Read> = new Map<string, Read>(
  Object.entries({
    ...Object.fromEntries(PASSING.map((name) => [name, passing])),
    Activation: (source) => orIdentity(source, activationStep(source)),
    Add: () => [addOp],
    AveragePooling2D: pooling((input, window) => averagePoolOp(input, window)),
    BatchNormalization: batchNormalization,
    Concatenate: concatenate,
    Conv2D: convolution,
    Dense: dense,
    DepthwiseConv2D: depthwise,
    Dropout: passing,
    Flatten: flatten,
    GaussianDropout: passing,
    GaussianNoise: passing,
    GlobalAveragePooling2D: global(globalAveragePoolOp),
    GlobalMaxPooling2D: global(globalMaxPoolOp),
    LRN: ({ config }) => [([x]) => lrnOp(x!, config as never)],
    LeakyReLU: ({ config }) => [
      ([x]) => relu(x!, { negativeSlope: Number(config['alpha'] ?? 0.3) }),
    ],
    MaxPooling2D: pooling(maxPoolOp),
    Normalization: ({ config, weights }) => [([x]) => normalizationOp(x!, config, weights)],
    PReLU: slopedRelu,
    ReLU: ({ config }) => [
      ([x]) =>
        relu(x!, {
          negativeSlope: Number(config['negativeSlope'] ?? 0),
          cap: Number(config['maxValue'] ?? Infinity),
        }),
    ],
    Rescaling: ({ config }) => [([x]) => rescalingOp(x!, config)],
    Reshape: reshape,
    SeparableConv2D: separable,
    Softmax: (source) => [
      ([x]) => {
        requireLastAxis(source, x!);
        return softmax(x!);
      },
    ],
    SpatialDropout2D: passing,
    ZeroPadding2D: padding,
  } satisfies Record<string, Read>),
);

/** Class names that can be read. */
export const SUPPORTED_LAYERS = [...READERS.keys()].sort();

function orIdentity({ className }: LayerSource, steps: OpStep[]): OpStep[] {
  return steps.length ? steps : [([x]) => identity(className, x!)];
}

/**
 * The ops that a layer stands for, first to last.
 * @throws UnsupportedLayer for a class, activation or data format that has no way down
 */
export function layerOps(source: LayerSource): OpStep[] {
  const read = READERS.get(source.className);
  if (!read)
    throw new UnsupportedLayer(
      source.name,
      source.className,
      'there is no way down through layers of its class',
    );
  return read(source);
}
