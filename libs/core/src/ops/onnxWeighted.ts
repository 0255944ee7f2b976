import type { Window } from '@deconv/geometry';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { OnnxGraph } from './OnnxGraph.js';
import { onnxWindow } from './onnxWindow.js';

interface Convolution {
  /** Name of the filters, [channels out, channels in / groups, height, width]. */
  weights: string;
  bias: Tensor1D | undefined;
  seen: Window;
  groups: number;
}

export function onnxConv(
  graph: OnnxGraph,
  x: string,
  { weights, bias, seen, groups }: Convolution,
): string {
  const biases = bias ? [graph.weights(bias)] : [];
  const attributes = { ...onnxWindow(seen), group: { int: groups } };
  const map = graph.add('Conv', [graph.channelsFirst(x), weights, ...biases], attributes);
  return graph.fromChannelsFirst(map);
}

/**
 * A matrix applied at every position.
 * @param x a map with channels last
 * @param kernel name of a matrix, [channels in, channels out]
 */
export function onnxDense(
  graph: OnnxGraph,
  x: string,
  kernel: string,
  bias: Tensor1D | undefined,
): string {
  const product = graph.add('MatMul', [x, kernel]);
  return bias ? graph.add('Add', [product, graph.weights(bias)]) : product;
}
