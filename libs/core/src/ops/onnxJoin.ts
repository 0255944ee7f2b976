import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { OnnxGraph } from './OnnxGraph.js';

/**
 * Maps, and maps of constants, one after the other.
 * @param parts where each constant stands; undefined for the next map
 * @param axis of [batch, height, width, channels]
 */
export function onnxJoin(
  graph: OnnxGraph,
  maps: readonly string[],
  parts: readonly (Tensor4D | undefined)[],
  axis: number,
): string {
  const left = maps.map((map) => graph.channelsLast(map));
  const batch = batchOf(graph, left[0]!);
  const each = parts.map((part) => (part ? repeated(graph, part, batch) : left.shift()!));
  return graph.fromChannelsLast(graph.add('Concat', each, { axis: { int: axis } }));
}

/** How many images a map is of, as a list of one number. */
const batchOf = (graph: OnnxGraph, map: string): string =>
  graph.add('Slice', [graph.add('Shape', [map]), ...[0, 1, 0].map((n) => graph.integers([n]))]);

/** A constant map, once for each image. */
function repeated(graph: OnnxGraph, part: Tensor4D, batch: string): string {
  const sizes = [batch, graph.integers(part.shape.slice(1))];
  const shape = graph.add('Concat', sizes, { axis: { int: 0 } });
  return graph.add('Expand', [graph.weights(part), shape]);
}
