import { outputExtent, unpadded, wholeBox, type Window } from '@deconv/geometry';
import { positionsCounted, type AverageWindow } from './averagePool.js';
import type { OnnxGraph } from './OnnxGraph.js';
import { onnxPad } from './onnxPad.js';
import { onnxWindow } from './onnxWindow.js';

/**
 * Average pooling. ONNX has fewer ways to count padding: it averages over whole windows, and a mean that counts fewer
 * positions is multiplied.
 */
export function onnxAveragePool(graph: OnnxGraph, map: string, average: AverageWindow): string {
  const { window, input } = average;
  const { rows, columns } = window;
  const isPadded = rows.before + rows.after + columns.before + columns.after > 0;
  const x = graph.channelsFirst(map);
  const from = isPadded ? onnxPad(graph, x, window, 0) : x;
  const means = wholeMeans(graph, from, window);
  if (isWhole(average)) return graph.fromChannelsFirst(means);
  const { height, width } = outputExtent(input, window);
  const counts = positionsCounted(average, wholeBox({ height, width })).flat();
  const factors = counts.map((count) => (rows.size * columns.size) / count);
  const scaled = graph.add('Mul', [means, graph.floats(factors, [1, 1, height, width])]);
  return graph.fromChannelsFirst(scaled);
}

/** The same of parts of maps that bring their padding along, where all windows average over all of their positions. */
export const onnxAverageBoxes = (graph: OnnxGraph, map: string, window: Window): string =>
  graph.fromChannelsFirst(wholeMeans(graph, graph.channelsFirst(map), window));

const wholeMeans = (graph: OnnxGraph, x: string, window: Window): string =>
  graph.add('AveragePool', [x], onnxWindow(unpadded(window)));

/** Whether every window averages over all of its positions, wherever it lies. */
export function isWhole(average: AverageWindow): boolean {
  const { rows, columns } = average.window;
  const counts = positionsCounted(average, wholeBox(outputExtent(average.input, average.window)));
  return counts.flat().every((count) => count === rows.size * columns.size);
}
