import { outputExtent, pointwise, unpadded, type MapShape, type Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { onGraphics } from '../graphics/runKernel.js';
import { conv, fusedConv, isSparse, transposedConv, transposeFilter } from './conv.js';
import { depthwiseConv, transposedDepthwiseConv } from './depthwiseConv.js';
import { onnxConv, onnxDense } from './onnxWeighted.js';
import type { Op, Statistics } from './op.js';

// The ops of this file take over the tensors they are given and dispose them. Biases are added on the way up and not
// inverted on the way down (Zeiler & Fergus, Section 2.1).

const isPointwise = ({ rows, columns }: Window): boolean =>
  [rows, columns].every(
    ({ size, stride, before, after }) => size === 1 && stride === 1 && before === 0 && after === 0,
  );

function biased(x: Tensor4D, bias?: Tensor1D): Tensor4D {
  return bias ? tf.add(x, bias) : x;
}

/**
 * Convolution, in groups where the filter reads fewer channels than there are.
 * @param filter [height, width, channels in / groups, channels out]
 * @param bias [channels out]
 */
export function convOp(input: MapShape, window: Window, filter: Tensor4D, bias?: Tensor1D): Op {
  // First, since it throws where no window fits: what is made after that has an owner.
  const shape = { ...outputExtent(input, window), channels: filter.shape[3] };
  const groups = input.channels / filter.shape[2];
  const filters = groups === 1 ? [filter] : tf.split<Tensor4D>(filter, groups, 3);
  const transposed = filters.map((part) => transposeFilter(part, window));
  const perGroup = (x: Tensor4D, each: (part: Tensor4D, group: number) => Tensor4D): Tensor4D =>
    groups === 1 ? each(x, 0) : tf.concat(tf.split<Tensor4D>(x, groups, 3).map(each), 3);
  const fuses = groups === 1 && !isSparse(window);
  const through = (x: Tensor4D, seen: Window): Tensor4D =>
    fuses && onGraphics()
      ? fusedConv(x, filter, seen, bias, false)
      : biased(
          perGroup(x, (part, g) => conv(part, filters[g]!, seen)),
          bias,
        );
  const written =
    (seen: Window): NonNullable<Op['onnx']> =>
    (graph, [x]) =>
      groups === 1 && isPointwise(seen) && graph.channelAxis === 3
        ? onnxDense(graph, x!, graph.weights(filter, undefined, filter.shape.slice(2)), bias)
        : onnxConv(graph, x!, { weights: graph.weights(filter, [3, 2, 0, 1]), bias, seen, groups });
  return {
    kind: 'Conv2D',
    window,
    shape,
    weights: bias ? { filter, bias } : { filter },
    withWeights: (to) => convOp(input, window, to['filter'] as Tensor4D, to['bias'] as Tensor1D),
    forward: ([x]) => ({ value: through(x!, window) }),
    ...(fuses && { rectified: ([x]) => fusedConv(x!, filter, window, bias, true) }),
    forwardBoxes: ([x]) => through(x!, unpadded(window)),
    down: (signal) => [perGroup(signal, (part, g) => transposedConv(part, transposed[g]!, window))],
    onnx: written(window),
    onnxBoxes: written(unpadded(window)),
    dispose: () => tf.dispose([filter, ...(groups > 1 ? filters : []), ...transposed, bias ?? []]),
  };
}

/**
 * Depthwise convolution.
 * @param filter [height, width, channels, multiplier]
 * @param bias [channels·multiplier]
 */
export function depthwiseConvOp(
  input: MapShape,
  window: Window,
  filter: Tensor4D,
  bias?: Tensor1D,
): Op {
  const written =
    (seen: Window): NonNullable<Op['onnx']> =>
    (graph, [x]) => {
      const [height, width, channels, multiplier] = filter.shape;
      const shape = [channels * multiplier, 1, height, width];
      const weights = graph.weights(filter, [2, 3, 0, 1], shape);
      return onnxConv(graph, x!, { weights, bias, seen, groups: channels });
    };
  return {
    kind: 'DepthwiseConv2D',
    window,
    shape: { ...outputExtent(input, window), channels: filter.shape[2] * filter.shape[3] },
    weights: bias ? { filter, bias } : { filter },
    withWeights: (to) =>
      depthwiseConvOp(input, window, to['filter'] as Tensor4D, to['bias'] as Tensor1D),
    forward: ([x]) => ({ value: biased(depthwiseConv(x!, filter, window), bias) }),
    forwardBoxes: ([x]) => biased(depthwiseConv(x!, filter, unpadded(window)), bias),
    down: (signal) => [transposedDepthwiseConv(signal, filter, window)],
    onnx: written(window),
    onnxBoxes: written(unpadded(window)),
    dispose: () => tf.dispose([filter, bias ?? []]),
  };
}

/**
 * Fully connected layer over channels, at every position alike.
 * @param kernel [channels in, channels out]
 * @param bias [channels out]
 */
export function denseOp(input: MapShape, kernel: Tensor2D, bias?: Tensor1D): Op {
  const [channelsIn, channelsOut] = kernel.shape;
  const multiply = (x: Tensor4D, transposed: boolean): Tensor4D => {
    const [batch, height, width, channels] = x.shape;
    const rows = tf.reshape(x, [batch * height * width, channels]);
    const product = tf.matMul(rows, kernel, false, transposed);
    return tf.reshape(product, [batch, height, width, transposed ? channelsIn : channelsOut]);
  };
  return {
    kind: 'Dense',
    window: pointwise(),
    shape: { ...input, channels: channelsOut },
    weights: bias ? { kernel, bias } : { kernel },
    withWeights: (to) => denseOp(input, to['kernel'] as Tensor2D, to['bias'] as Tensor1D),
    forward: ([x]) => ({ value: biased(multiply(x!, false), bias) }),
    down: (signal) => [multiply(signal, true)],
    onnx(graph, [x]) {
      if (graph.channelAxis === 3) return onnxDense(graph, x!, graph.weights(kernel), bias);
      const biases = bias ? [graph.weights(bias)] : [];
      if (input.height * input.width > 1) {
        const filter = graph.weights(kernel, [1, 0], [channelsOut, channelsIn, 1, 1]);
        return graph.add('Conv', [x!, filter, ...biases]);
      }
      const rows = graph.add('Reshape', [x!, graph.integers([0, channelsIn])]);
      const product = graph.add('Gemm', [rows, graph.weights(kernel), ...biases]);
      return graph.add('Reshape', [product, graph.integers([0, channelsOut, 1, 1])]);
    },
    dispose: () => tf.dispose([kernel, bias ?? []]),
  };
}

/**
 * A scale and a shift for every channel: what batch normalisation is once trained.
 * @param scale [channels], `γ / √(variance + ε)`
 * @param shift [channels], `β − mean·scale`
 * @param statistics what it found in its input while it was trained, where that is known
 */
export function channelScale(
  input: MapShape,
  scale: Tensor1D,
  shift: Tensor1D,
  statistics?: Statistics,
): Op {
  return {
    kind: 'BatchNormalization',
    window: pointwise(),
    shape: input,
    isMultiple: true,
    weights: { scale, shift },
    ...(statistics && { statistics }),
    withWeights: (to) => channelScale(input, to['scale'] as Tensor1D, to['shift'] as Tensor1D),
    forward: ([x]) => ({ value: tf.add(tf.mul(x!, scale), shift) }),
    down: (signal) => [tf.mul(signal, scale)],
    onnx: (graph, [x]) => {
      const scaled = graph.add('Mul', [x!, graph.perChannel(scale)]);
      return graph.add('Add', [scaled, graph.perChannel(shift)]);
    },
    dispose: () => tf.dispose([scale, shift]),
  };
}
