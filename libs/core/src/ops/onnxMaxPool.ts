import { unpadded, type Window } from '@deconv/geometry';
import type { OnnxGraph } from './OnnxGraph.js';
import { onnxPad } from './onnxPad.js';
import { onnxWindow } from './onnxWindow.js';

export function onnxMaxPool(graph: OnnxGraph, map: string, window: Window): string {
  const x = graph.channelsFirst(map);
  // ONNX Runtime takes no padding as wide as the window: that is padded before, with −∞.
  const wide = [window.rows, window.columns].some(
    ({ before, after, size }) => Math.max(before, after) >= size,
  );
  const pooled = wide
    ? graph.add('MaxPool', [onnxPad(graph, x, window, -Infinity)], onnxWindow(unpadded(window)))
    : graph.add('MaxPool', [x], onnxWindow(window));
  return graph.fromChannelsFirst(pooled);
}
