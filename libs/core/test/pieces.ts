import {
  axisWindow,
  reach,
  samePadding,
  type AxisWindow,
  type MapShape,
  type Window,
} from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import {
  averagePoolOp,
  channelScale,
  channelsOp,
  convOp,
  convTransposeOp,
  denseOp,
  depthwiseConvOp,
  elementary,
  globalAveragePoolOp,
  globalMaxPoolOp,
  groupNormOp,
  layerNormOp,
  lrnOp,
  maxPoolOp,
  padChannelsOp,
  padOp,
  rearrangeOp,
  relu,
  reshapeOp,
  scaleOp,
  selfGated,
  separableOp,
  shiftOp,
  smoothActivation,
  type AxisWeights,
  type LrnParameters,
  type Op,
} from '../src/index.js';
import type { Draw } from './Draw.js';

/** The functions that rules differ in on the way down, with the gradient that a rule gives them. */
export interface Ruled {
  rectify: (x: Tensor4D) => Tensor4D;
  normalise: (x: Tensor4D) => Tensor4D;
  /** A gate as it is. */
  hold: (gate: Tensor4D) => Tensor4D;
}

export const NORMALISATION: LrnParameters = { depthRadius: 1, bias: 1, alpha: 0.5, beta: 0.75 };

/** An op with random weights, and the same function written with tfjs' own differentiable ops. */
export interface Piece {
  op: Op;
  reference: (x: Tensor4D, ruled: Ruled) => Tensor4D;
}

export type MakePiece = (input: MapShape, draw: Draw, window: Window) => Piece;

/** A window that fits the input: any size, stride, dilation and padding that tfjs computes. */
export function anyWindow({ height, width }: MapShape, draw: Draw): Window {
  const stride = draw.integer(1, 2);
  const along = (length: number): AxisWindow => {
    const size = draw.integer(1, 3);
    // Padding narrower than the window: none reads padding alone.
    const [before, after] = [draw.integer(0, size - 1), draw.integer(0, size - 1)];
    const dilation = draw.integer(1, 2);
    const axis = axisWindow({ size, stride, dilation, before, after });
    return length + before + after < reach(axis) ? axisWindow({ size: 1 }) : axis;
  };
  return { rows: along(height), columns: along(width) };
}

/** A window that leaves the extent as it is. */
export function sameWindow({ height, width }: MapShape, draw: Draw): Window {
  const size = draw.integer(1, 3);
  return { rows: samePadding(height, { size }), columns: samePadding(width, { size }) };
}

const without = (window: Window, part: Partial<AxisWindow>): Window => ({
  rows: { ...window.rows, ...part },
  columns: { ...window.columns, ...part },
});

function padded(x: Tensor4D, { rows, columns }: Window, value = 0): Tensor4D {
  return tf.pad(
    x,
    [
      [0, 0],
      [rows.before, rows.after],
      [columns.before, columns.after],
      [0, 0],
    ],
    value,
  );
}

const strides = ({ rows, columns }: Window): [number, number] => [rows.stride, columns.stride];
const sizes = ({ rows, columns }: Window): [number, number] => [rows.size, columns.size];

/** The filter with zeros between its taps: tfjs has no gradient of a dilated convolution, but has one of this. */
function stuffed(
  values: Float32Array,
  [height, width, channelsIn, channelsOut]: Tensor4D['shape'],
  { rows, columns }: Window,
): Tensor4D {
  const shape: Tensor4D['shape'] = [reach(rows), reach(columns), channelsIn, channelsOut];
  const tap = channelsIn * channelsOut;
  const spread = new Float32Array(shape[0] * shape[1] * tap);
  for (let r = 0; r < height; r++)
    for (let c = 0; c < width; c++) {
      const from = (r * width + c) * tap;
      const to = (r * rows.dilation * shape[1] + c * columns.dilation) * tap;
      spread.set(values.subarray(from, from + tap), to);
    }
  return tf.tensor4d(spread, shape);
}

function filterFor(shape: Tensor4D['shape'], draw: Draw): Float32Array {
  const [height, width, channelsIn, channelsOut] = shape;
  return draw.values(
    height * width * channelsIn * channelsOut,
    2 / Math.sqrt(height * width * channelsIn),
  );
}

/** Group `g` of a tensor's last axis. Sliced, because tfjs cannot differentiate a `tf.split` into one. */
function group(x: Tensor4D, g: number, groups: number): Tensor4D {
  const count = x.shape[3] / groups;
  return tf.slice(x, [0, 0, 0, g * count], [-1, -1, -1, count]);
}

/** A convolution in one to three groups, to as many channels as are asked for. */
export const convolutionTo =
  (channels?: number): MakePiece =>
  (input, draw, window) => {
    const divided = [input.channels, ...(channels ? [channels] : [])];
    const groups = draw.pick([1, 2, 3].filter((n) => divided.every((count) => count % n === 0)));
    const channelsOut = channels ?? groups * draw.integer(1, 2);
    const shape: Tensor4D['shape'] = [...sizes(window), input.channels / groups, channelsOut];
    const filter = filterFor(shape, draw);
    const bias = draw.values(channelsOut, 0.3);
    return {
      op: convOp(input, window, tf.tensor4d(filter, shape), tf.tensor1d(bias)),
      reference: (x) => {
        const filters = stuffed(filter, shape, window);
        const outputs = Array.from({ length: groups }, (_, g) =>
          tf.conv2d(
            group(padded(x, window), g, groups),
            group(filters, g, groups),
            strides(window),
            'valid',
          ),
        );
        return tf.add(tf.concat(outputs, 3), tf.tensor1d(bias));
      },
    };
  };
export const convolution = convolutionTo();

export const depthwise: MakePiece = (input, draw, window) => {
  const multiplier = draw.integer(1, 2);
  const shape: Tensor4D['shape'] = [...sizes(window), input.channels, multiplier];
  const filter = filterFor([shape[0], shape[1], 1, input.channels * multiplier], draw);
  return {
    op: depthwiseConvOp(input, window, tf.tensor4d(filter, shape)),
    reference: (x) =>
      tf.depthwiseConv2d(
        padded(x, window),
        stuffed(filter, shape, window),
        strides(window),
        'valid',
      ),
  };
};

export const maxPooling: MakePiece = (input, _, given) => {
  const window = without(given, { dilation: 1 });
  return {
    op: maxPoolOp(input, window),
    reference: (x) => tf.maxPool(padded(x, window, -1e9), sizes(window), strides(window), 'valid'),
  };
};

export const averagePooling: MakePiece = (input, draw, given) => {
  const window = without(given, { dilation: 1 });
  const { rows, columns } = window;
  // Caffe's count leaves out padding that only rounds up the number of windows: after wider than before.
  const countable = [rows, columns].every(({ before, after }) => after <= before);
  const all = { below: rows.after, right: columns.after };
  const countPadding = draw.pick([false, all, ...(countable ? [true] : [])]);
  const mean = (x: Tensor4D): Tensor4D =>
    tf.avgPool(padded(x, window), sizes(window), strides(window), 'valid');
  return {
    op: averagePoolOp(input, window, countPadding),
    // The share of each window that lies in the map is the mean of a map of ones.
    reference: (x) => (countPadding ? mean(x) : tf.div(mean(x), mean(tf.onesLike(x)))),
  };
};

/** Some of the channels, or all of them, in another order. */
export const channelShuffle: MakePiece = (input, draw) => {
  const order = shuffled(input.channels, draw).slice(0, draw.integer(1, input.channels));
  return {
    op: channelsOp('Shuffle', input, Int32Array.from(order)),
    reference: (x) =>
      tf.concat(
        order.map((c) => tf.slice(x, [0, 0, 0, c], [-1, -1, -1, 1])),
        3,
      ),
  };
};

/** Channels before positions, as in ONNX, and one row fewer. */
export const rearrangement: MakePiece = ({ height, width, channels }, draw) => {
  const rows = height - draw.integer(0, Math.min(1, height - 1));
  const order: number[] = [];
  for (let c = 0; c < channels; c++)
    for (let at = 0; at < rows * width; at++) order.push(at * channels + c);
  const shape = { height: 1, width: 1, channels: order.length };
  return {
    op: rearrangeOp('Flatten', { height, width, channels }, shape, Int32Array.from(order)),
    reference: (x) => {
      const first = tf.transpose(tf.slice(x, [0, 0, 0, 0], [-1, rows, -1, -1]), [0, 3, 1, 2]);
      return tf.reshape(first, [x.shape[0], 1, 1, order.length]);
    },
  };
};

/** 0 … count − 1 in another order. */
function shuffled(count: number, draw: Draw): number[] {
  const rest = Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: count }, () => rest.splice(draw.integer(0, rest.length - 1), 1)[0]!);
}

export const padding: MakePiece = (input, draw) => {
  const axis = () => axisWindow({ size: 1, before: draw.integer(0, 2), after: draw.integer(0, 2) });
  const window = { rows: axis(), columns: axis() };
  return { op: padOp(input, window), reference: (x) => padded(x, window) };
};

export const batchNorm: MakePiece = (input, draw) => {
  const [mean, beta] = [draw.values(input.channels), draw.values(input.channels)];
  const gamma = draw.values(input.channels, 2);
  const variance = draw.values(input.channels).map((v) => Math.abs(v) + 0.5);
  const scale = gamma.map((g, c) => g / Math.sqrt(variance[c]! + 1e-3));
  const shift = beta.map((b, c) => b - mean[c]! * scale[c]!);
  return {
    op: channelScale(input, tf.tensor1d(scale), tf.tensor1d(shift)),
    reference: (x) =>
      tf.batchNorm(
        x,
        tf.tensor1d(mean),
        tf.tensor1d(variance),
        tf.tensor1d(beta),
        tf.tensor1d(gamma),
        1e-3,
      ),
  };
};

export const rectifier: MakePiece = (input) => ({
  op: relu(input),
  reference: (x, { rectify }) => rectify(x),
});

export const normalisation: MakePiece = (input) => ({
  op: lrnOp(input, NORMALISATION),
  reference: (x, { normalise }) => normalise(x),
});

export const hyperbolic: MakePiece = (input) => ({
  op: smoothActivation('tanh', input),
  reference: (x) => tf.tanh(x),
});

export const sigmoid: MakePiece = (input) => ({
  op: smoothActivation('sigmoid', input),
  reference: (x) => tf.sigmoid(x),
});

/** A map times a function of itself. */
export const swish: MakePiece = (input) => ({
  op: selfGated('swish', input),
  reference: (x, { hold }) => tf.mul(x, hold(tf.sigmoid(x))),
});

export const flatten: MakePiece = (input) => {
  const channels = input.height * input.width * input.channels;
  return {
    op: reshapeOp('Flatten', input, { height: 1, width: 1, channels }),
    reference: (x) => tf.reshape(x, [x.shape[0], 1, 1, channels]),
  };
};

export const dense: MakePiece = (input, draw) => {
  const shape: [number, number] = [input.channels, draw.integer(2, 4)];
  const kernel = draw.values(shape[0] * shape[1], 2 / Math.sqrt(shape[0]));
  const bias = draw.values(shape[1], 0.3);
  return {
    op: denseOp(input, tf.tensor2d(kernel, shape), tf.tensor1d(bias)),
    reference: (x) =>
      tf.add(tf.conv2d(x, tf.tensor4d(kernel, [1, 1, ...shape]), 1, 'valid'), tf.tensor1d(bias)),
  };
};

export const globalAverage: MakePiece = (input) => ({
  op: globalAveragePoolOp(input),
  reference: (x) => tf.mean(x, [1, 2], true),
});

export const globalMaximum: MakePiece = (input) => ({
  op: globalMaxPoolOp(input),
  reference: (x) => tf.maxPool(x, [input.height, input.width], 1, 'valid'),
});

/** So large that a mean of one or two values does not cancel all but rounding. */
const EPSILON = 0.5;

/** What is left of a map without its mean along some axes, over the root of its variance, which is a gate. */
function standardised(x: tf.Tensor, axes: number[], { hold }: Ruled): tf.Tensor {
  const centred = tf.sub(x, tf.mean(x, axes, true));
  const variance = tf.mean(tf.square(centred), axes, true);
  return tf.mul(centred, hold(tf.rsqrt(tf.add<Tensor4D>(variance, EPSILON))));
}

export const layerNorm: MakePiece = (input) => ({
  op: layerNormOp(input, EPSILON),
  reference: (x, ruled) => standardised(x, [3], ruled) as Tensor4D,
});

/** Over all positions of one to as many groups as there are channels. */
export const groupNorm: MakePiece = (input, draw) => {
  const { height, width, channels } = input;
  const groups = draw.pick([1, 2, 3, channels].filter((n) => channels % n === 0));
  return {
    op: groupNormOp(input, groups, EPSILON),
    reference: (x, ruled) => {
      const grouped = tf.reshape(x, [-1, height * width, groups, channels / groups]);
      return tf.reshape(standardised(grouped, [1, 3], ruled), x.shape);
    },
  };
};

export const gelu: MakePiece = (input) => ({
  op: selfGated('gelu', input),
  reference: (x, { hold }) =>
    tf.mul(x, hold(tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5))),
});

export const errorFunction: MakePiece = (input) => ({
  op: elementary('erf', input),
  reference: (x) => tf.erf(x),
});

/** A number for each position, that is added to or multiplied. */
export const positions: MakePiece = (input, draw) => {
  const channels = draw.pick([1, input.channels]);
  const shape: Tensor4D['shape'] = [1, input.height, input.width, channels];
  const values = draw.values(input.height * input.width * channels);
  const isShift = draw.integer(0, 1) === 1;
  return {
    op: (isShift ? shiftOp : scaleOp)(input, tf.tensor4d(values, shape)),
    reference: (x) => (isShift ? tf.add : tf.mul)(x, tf.tensor4d(values, shape)),
  };
};

export const channelPadding: MakePiece = (input, draw) => {
  const [before, after] = [draw.integer(0, 2), draw.integer(0, 2)];
  return {
    op: padChannelsOp(input, before, after),
    reference: (x) =>
      tf.pad(x, [
        [0, 0],
        [0, 0],
        [0, 0],
        [before, after],
      ]),
  };
};

/** Along an axis, each output a sum of positions. */
function sumsOf(x: Tensor4D, outputs: AxisWeights, axis: 1 | 2): Tensor4D {
  const at = (index: number): Tensor4D =>
    axis === 1 ? tf.slice(x, [0, index], [-1, 1]) : tf.slice(x, [0, 0, index], [-1, -1, 1]);
  const sums = outputs.map((parts) =>
    tf.addN(parts.map(({ index, weight }) => tf.mul<Tensor4D>(at(index), weight))),
  );
  return tf.concat(sums, axis);
}

/** Linearly between two positions, with corners on corners. */
export const resizing: MakePiece = (input, draw) => {
  const along = (length: number) => {
    const size = draw.integer(2, 2 * length);
    return Array.from({ length: size }, (_, at) => {
      const place = (at * (length - 1)) / (size - 1);
      const low = Math.floor(place);
      return [
        { index: low, weight: 1 - (place - low) },
        { index: Math.min(length - 1, low + 1), weight: place - low },
      ];
    });
  };
  const [rows, columns] = [along(input.height), along(input.width)];
  return {
    op: separableOp('Resize', input, rows, columns),
    // Of slices: tfjs' own gradient of a resizing swaps rows and columns.
    reference: (x) => sumsOf(sumsOf(x, rows, 1), columns, 2),
  };
};

export const transposedConvolution: MakePiece = (input, draw) => {
  const [rows, columns] = [draw.integer(1, 3), draw.integer(1, 3)];
  const stride = draw.integer(1, 2);
  const channels = draw.integer(1, 2);
  const shape: Tensor4D['shape'] = [rows, columns, channels, input.channels];
  const filter = filterFor([rows, columns, input.channels, channels], draw);
  const output = {
    height: (input.height - 1) * stride + rows,
    width: (input.width - 1) * stride + columns,
  };
  const window = {
    rows: axisWindow({ size: rows, stride }),
    columns: axisWindow({ size: columns, stride }),
  };
  return {
    op: convTransposeOp(input, { window, output }, tf.tensor4d(filter, shape)),
    reference: (x) =>
      tf.conv2dTranspose(
        x,
        tf.tensor4d(filter, shape),
        [x.shape[0], output.height, output.width, channels],
        stride,
        'valid',
      ),
  };
};
