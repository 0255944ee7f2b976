import {
  axisWindow,
  formatShape,
  outputExtent,
  pointwise,
  wholeBox,
  type AxisWindow,
  type MapShape,
  type Window,
} from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cut } from './cut.js';
import { onnxPad } from './onnxPad.js';
import { onnxReshape } from './onnxReshape.js';
import type { Op } from './op.js';
import { identity } from './passing.js';

const nothing = { weights: {}, dispose: () => undefined };

/** Zero padding; the window's `before` and `after` say how much. */
export function padOp(input: MapShape, window: Window): Op {
  const { rows, columns } = window;
  return {
    ...nothing,
    kind: 'ZeroPadding2D',
    window,
    shape: { ...outputExtent(input, window), channels: input.channels },
    forward: ([x]) => ({
      value: tf.pad(x!, [
        [0, 0],
        [rows.before, rows.after],
        [columns.before, columns.after],
        [0, 0],
      ]),
    }),
    forwardBoxes: ([x]) => x!.clone(),
    down: (signal) => [signal],
    onnx: (graph, [x]) =>
      graph.fromChannelsFirst(onnxPad(graph, graph.channelsFirst(x!), window, 0)),
    onnxBoxes: (_, [x]) => x!,
  };
}

/** Sum of maps of one shape. On the way down each branch gets the whole signal. */
export function addOp(inputs: MapShape[]): Op {
  const [shape, ...others] = inputs as [MapShape, ...MapShape[]];
  const odd = others.find((other) => formatShape(other) !== formatShape(shape));
  if (odd) throw new RangeError(`cannot add maps of ${formatShape(shape)} and ${formatShape(odd)}`);
  return {
    ...nothing,
    kind: 'Add',
    window: pointwise(),
    shape,
    forward: (maps) => ({ value: tf.addN(maps) }),
    down: (signal) => inputs.map(() => signal),
    onnx: (graph, maps) => graph.add('Sum', maps),
  };
}

/** Maps side by side along channels. On the way down each branch gets its own channels. */
export function concatOp(inputs: MapShape[]): Op {
  const [first] = inputs as [MapShape];
  const odd = inputs.find(({ height, width }) => height !== first.height || width !== first.width);
  if (odd)
    throw new RangeError(`cannot join maps of ${formatShape(first)} and ${formatShape(odd)}`);
  const channels = inputs.map((shape) => shape.channels);
  return {
    ...nothing,
    kind: 'Concatenate',
    window: pointwise(),
    shape: { ...first, channels: channels.reduce((a, b) => a + b) },
    forward: (maps) => ({ value: tf.concat(maps, 3) }),
    down: (signal) => tf.split(signal, channels, 3),
    onnx: (graph, maps) => graph.add('Concat', maps, { axis: { int: graph.channelAxis } }),
  };
}

/** The same values in raster order under another shape: flatten, reshape. */
export function reshapeOp(kind: string, input: MapShape, shape: MapShape): Op {
  if (formatShape(input) === formatShape(shape)) return identity(kind, shape);
  const count = ({ height, width, channels }: MapShape): number => height * width * channels;
  if (count(input) !== count(shape))
    throw new RangeError(`cannot reshape ${formatShape(input)} to ${formatShape(shape)}`);
  const to = (x: Tensor4D, { height, width, channels }: MapShape): Tensor4D =>
    tf.reshape(x, [x.shape[0], height, width, channels]);
  return {
    ...nothing,
    kind,
    window: readingAll(input, shape),
    whole: true,
    passes: true,
    shape,
    forward: ([x]) => ({ value: to(x!, shape) }),
    down: (signal, { boxes }) => {
      const everywhere = boxes.map(() => wholeBox(shape));
      return [to(cut(signal, boxes, everywhere), input)];
    },
    onnx: (graph, [x]) => onnxReshape(graph, x!, shape),
  };
}

/** Windows by which every output reads every input, for values that may come from anywhere. */
export function readingAll(input: MapShape, output: MapShape): Window {
  const along = (inputs: number, outputs: number): AxisWindow =>
    axisWindow({ size: inputs + outputs - 1, before: outputs - 1, after: outputs - 1 });
  return { rows: along(input.height, output.height), columns: along(input.width, output.width) };
}
