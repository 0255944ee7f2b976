import { unpadded, type Window } from '@deconv/geometry';
import type { OnnxGraph } from './OnnxGraph.js';
import { onnxPad } from './onnxPad.js';
import { onnxWindow } from './onnxWindow.js';

/** ONNX Runtime takes no padding as wide as the window: that is padded before, with −∞. */
export function onnxMaxPool(graph: OnnxGraph, x: string, window: Window): string {
  const wide = [window.rows, window.columns].some(
    ({ before, after, size }) => Math.max(before, after) >= size,
  );
  if (!wide) return graph.add('MaxPool', [x], onnxWindow(window));
  const padded = onnxPad(graph, x, window, -Infinity);
  return graph.add('MaxPool', [padded], onnxWindow(unpadded(window)));
}
