import { outputExtent, unpadded, wholeBox, type MapShape } from '@deconv/geometry';
import { positionsCounted, type AverageWindow } from './averagePool.js';
import type { OnnxGraph } from './OnnxGraph.js';
import { onnxPad } from './onnxPad.js';
import { onnxWindow } from './onnxWindow.js';

/**
 * Average pooling. ONNX has fewer ways to count padding: it averages over whole windows, and a mean that counts fewer
 * positions is multiplied.
 */
export function onnxAveragePool(
  graph: OnnxGraph,
  map: string,
  average: AverageWindow & { input: MapShape },
): string {
  const { window, input } = average;
  const { rows, columns } = window;
  const isPadded = rows.before + rows.after + columns.before + columns.after > 0;
  const x = graph.channelsFirst(map);
  const from = isPadded ? onnxPad(graph, x, window, 0) : x;
  const means = graph.add('AveragePool', [from], onnxWindow(unpadded(window)));
  const { height, width } = outputExtent(input, window);
  const counts = positionsCounted(average, wholeBox({ height, width })).flat();
  const factors = counts.map((count) => (rows.size * columns.size) / count);
  const isWhole = factors.every((factor) => factor === 1);
  return graph.fromChannelsFirst(
    isWhole ? means : graph.add('Mul', [means, graph.floats(factors, [1, 1, height, width])]),
  );
}
