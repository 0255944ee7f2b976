import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { readingAll } from './arranging.js';
import { inPlace } from './combine.js';
import type { Op } from './op.js';

/** Each row of weights says what one output is made of, along one axis. */
export type AxisWeights = readonly (readonly { index: number; weight: number }[])[];

/**
 * A map whose rows are sums of rows, and columns sums of columns: resizing, padding by repetition or reflection. Linear, so
 * that it goes down by its transpose under every rule.
 * @param rows for each row of the output the input's rows that it is made of, and how much of each; `columns` likewise
 * @throws RangeError for an index that is not there
 */
export function separableOp(
  kind: string,
  input: MapShape,
  rows: AxisWeights,
  columns: AxisWeights,
): Op {
  const shape = { height: rows.length, width: columns.length, channels: input.channels };
  const [down, across] = [matrixOf(rows, input.height), matrixOf(columns, input.width)];
  return {
    kind,
    window: readingAll(input, shape),
    whole: true,
    shape,
    weights: {},
    multiplyAdds: input.channels * (input.height + input.width),
    forward: ([x]) => ({ value: through(x!, down, across, false) }),
    down: (signal, { boxes }) => [through(inPlace(signal, boxes, shape), down, across, true)],
    onnx: (graph, [x]) => {
      const rowsDone = graph.add('MatMul', [graph.weights(down), graph.channelsFirst(x!)]);
      const done = graph.add('MatMul', [rowsDone, graph.weights(across, [1, 0])]);
      return graph.fromChannelsFirst(done);
    },
    dispose: () => tf.dispose([down, across]),
  };
}

function matrixOf(outputs: AxisWeights, length: number): Tensor2D {
  const values = new Float32Array(outputs.length * length);
  outputs.forEach((parts, o) => {
    for (const { index, weight } of parts) {
      if (!(index >= 0 && index < length))
        throw new RangeError(`there is no position ${index} among ${length}`);
      values[o * length + index]! += weight;
    }
  });
  return tf.tensor2d(values, [outputs.length, length]);
}

function through(x: Tensor4D, rows: Tensor2D, columns: Tensor2D, transposed: boolean): Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const by = (matrix: Tensor2D, y: tf.Tensor3D): tf.Tensor3D =>
    tf.matMul(tf.expandDims<tf.Tensor3D>(matrix, 0), y, transposed, false);
  const rowsDone = by(rows, tf.reshape(x, [batch, height, width * channels]));
  const resized = rowsDone.shape[1];
  const done = by(columns, tf.reshape(rowsDone, [batch * resized, width, channels]));
  return tf.reshape(done, [batch, resized, -1, channels]);
}
