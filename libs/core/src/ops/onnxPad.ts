import type { Window } from '@deconv/geometry';
import type { OnnxGraph } from './OnnxGraph.js';

/** The padding of a window alone. @param x [batch, channels, height, width] */
export function onnxPad(
  graph: OnnxGraph,
  x: string,
  { rows, columns }: Window,
  value: number,
): string {
  const pads = [0, 0, rows.before, columns.before, 0, 0, rows.after, columns.after];
  return graph.add('Pad', [x, graph.integers(pads), graph.floats([value], [])]);
}
