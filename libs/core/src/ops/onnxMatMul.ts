import type { MapShape } from '@deconv/geometry';
import type { OnnxGraph } from './OnnxGraph.js';

/** Products of pairs of matrices that two maps hold in raster order, as a map of `shape`: see `matMulOp`. */
export function onnxMatMul(
  graph: OnnxGraph,
  [x, y]: readonly string[],
  { pairs, rows, inner, columns }: { pairs: number; rows: number; inner: number; columns: number },
  { height, width, channels }: MapShape,
): string {
  const matrices = (map: string, ...size: [rows: number, columns: number]): string =>
    graph.add('Reshape', [graph.channelsLast(map), graph.integers([0, pairs, ...size])]);
  const product = graph.add('MatMul', [matrices(x!, rows, inner), matrices(y!, inner, columns)]);
  const sizes = graph.integers([0, height, width, channels]);
  return graph.fromChannelsLast(graph.add('Reshape', [product, sizes]));
}
