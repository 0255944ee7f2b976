import { outputExtent, unpadded, wholeMap, type MapShape, type Window } from '@deconv/geometry';
import {
  averagePool,
  averagePoolBoxes,
  spreadAverage,
  type CountedPadding,
} from './averagePool.js';
import { globalAveragePool, spreadGlobalAverage } from './globalPool.js';
import { maxPool, unpool } from './maxPool.js';
import { isWhole, onnxAverageBoxes, onnxAveragePool } from './onnxAveragePool.js';
import type { OnnxGraph } from './OnnxGraph.js';
import { onnxMaxPool } from './onnxMaxPool.js';
import type { Op } from './op.js';
import { LOWEST } from './poolInMemory.js';

const nothing = { weights: {}, dispose: () => undefined };

export function maxPoolOp(input: MapShape, window: Window): Op {
  return {
    ...nothing,
    kind: 'MaxPooling2D',
    window,
    shape: { ...outputExtent(input, window), channels: input.channels },
    padding: LOWEST,
    switching: true,
    forward: ([x]) => maxPool(x!, window),
    forwardBoxes: ([x]) => maxPool(x!, unpadded(window)).value,
    down: (signal, { switches }) => [unpool(signal, switches(), window)],
    onnx: (graph, [x]) => onnxMaxPool(graph, x!, window),
    onnxBoxes: (graph, [x]) => onnxMaxPool(graph, x!, unpadded(window)),
  };
}

/** @param countPadding as `AverageWindow` says */
export function averagePoolOp(
  input: MapShape,
  window: Window,
  countPadding: boolean | CountedPadding = false,
): Op {
  const average = { window, input, countPadding };
  return {
    ...nothing,
    kind: 'AveragePooling2D',
    window,
    shape: { ...outputExtent(input, window), channels: input.channels },
    forward: ([x]) => ({ value: averagePool(x!, average) }),
    forwardBoxes: ([x], boxes) => averagePoolBoxes(x!, average, boxes),
    down: (signal, { boxes }) => [spreadAverage(signal, average, boxes)],
    onnx: (graph, [x]) => onnxAveragePool(graph, x!, average),
    ...(isWhole(average) && {
      onnxBoxes: (graph: OnnxGraph, [x]: readonly string[]) => onnxAverageBoxes(graph, x!, window),
    }),
  };
}

export function globalAveragePoolOp(input: MapShape): Op {
  return {
    ...nothing,
    kind: 'GlobalAveragePooling2D',
    window: wholeMap(input),
    whole: true,
    mean: true,
    shape: { height: 1, width: 1, channels: input.channels },
    forward: ([x]) => ({ value: globalAveragePool(x!) }),
    down: (signal) => [spreadGlobalAverage(signal, input.height, input.width)],
    onnx: (graph, [x]) =>
      graph.fromChannelsFirst(graph.add('GlobalAveragePool', [graph.channelsFirst(x!)])),
  };
}

/** One window that is the whole map; a switch is the raster index of a position. */
export function globalMaxPoolOp(input: MapShape): Op {
  const window = wholeMap(input);
  return {
    ...nothing,
    kind: 'GlobalMaxPooling2D',
    window,
    whole: true,
    shape: { height: 1, width: 1, channels: input.channels },
    switching: true,
    forward: ([x]) => maxPool(x!, window),
    down: (signal, { switches }) => [unpool(signal, switches(), window)],
    onnx: (graph, [x]) =>
      graph.fromChannelsFirst(graph.add('GlobalMaxPool', [graph.channelsFirst(x!)])),
  };
}
