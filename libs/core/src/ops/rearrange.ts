import { formatShape, pointwise, wholeBox, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cut } from './cut.js';
import { readingAll } from './arranging.js';
import { onnxReshape } from './onnxReshape.js';
import type { Op } from './op.js';

const nothing = { weights: {}, dispose: () => undefined };
/** Where `inverse` says that a value goes nowhere. */
const NOWHERE = -1;

/**
 * Channels in another order, or some of them: a channel shuffle, one part of a split.
 * @param order for each channel of the output the channel of the input that it is; none is named twice
 * @throws RangeError for a channel that is not there, or named twice
 */
export function channelsOp(kind: string, input: MapShape, order: Int32Array): Op {
  const back = inverse(order, input.channels, `channel of ${input.channels}`);
  return {
    ...nothing,
    kind,
    window: pointwise(),
    shape: { ...input, channels: order.length },
    forward: ([x]) => ({ value: pick(x!, order) }),
    down: (signal) => [pick(signal, back)],
    onnx: (graph, [x]) =>
      graph.add('Gather', [x!, graph.integers(order)], { axis: { int: graph.channelAxis } }),
  };
}

/**
 * Values of a whole map in another order and under another shape, or some of them: a flattening that counts channels
 * before positions, a crop.
 * @param order for each value of the output, in raster order, the raster index of the input's value that it is; none is
 * named twice
 * @throws RangeError for a value that is not there, or named twice, or where the output's shape holds another count
 */
export function rearrangeOp(kind: string, input: MapShape, shape: MapShape, order: Int32Array): Op {
  if (order.length !== countOf(shape))
    throw new RangeError(`${order.length} values do not fill a map of ${formatShape(shape)}`);
  const back = inverse(order, countOf(input), `value of ${formatShape(input)}`);
  const through = (x: Tensor4D, from: Int32Array, to: MapShape): Tensor4D => {
    const rows = tf.reshape<tf.Rank.R4>(x, [x.shape[0], 1, 1, -1]);
    return tf.reshape(pick(rows, from), [x.shape[0], to.height, to.width, to.channels]);
  };
  return {
    ...nothing,
    kind,
    window: readingAll(input, shape),
    whole: true,
    shape,
    forward: ([x]) => ({ value: through(x!, order, shape) }),
    down: (signal, { boxes }) => {
      const everywhere = boxes.map(() => wholeBox(shape));
      return [through(cut(signal, boxes, everywhere), back, input)];
    },
    onnx: (graph, [x]) =>
      isChannelsFirst(order, input, shape)
        ? graph.fromChannelsFirst(
            graph.add('Reshape', [
              graph.channelsFirst(x!),
              graph.integers([0, shape.channels, 1, 1]),
            ]),
          )
        : onnxReshape(graph, x!, shape, order),
  };
}

const countOf = ({ height, width, channels }: MapShape): number => height * width * channels;

/** For each value of the input the place that it has in the output. */
function inverse(order: Int32Array, count: number, what: string): Int32Array {
  const back = new Int32Array(count).fill(NOWHERE);
  order.forEach((from, to) => {
    if (!(from >= 0 && from < count)) throw new RangeError(`there is no ${from}th ${what}`);
    if (back[from] !== NOWHERE) throw new RangeError(`the ${from}th ${what} is named twice`);
    back[from] = to;
  });
  return back;
}

/** Whether it is a flattening that counts channels before positions, as frameworks with channels first do. */
function isChannelsFirst(order: Int32Array, input: MapShape, shape: MapShape): boolean {
  const positions = input.height * input.width;
  return (
    shape.height * shape.width === 1 &&
    order.length === countOf(input) &&
    order.every((from, to) => {
      const [channel, position] = [Math.floor(to / positions), to % positions];
      return from === position * input.channels + channel;
    })
  );
}

/** Gathers channels; what comes from nowhere is zero. */
function pick(x: Tensor4D, from: Int32Array): Tensor4D {
  const [axis, length] = [3, x.shape[3]];
  if (!from.includes(NOWHERE)) return tf.gather(x, tf.tensor1d(from, 'int32'), axis);
  const padded = tf.pad(x, [
    [0, 0],
    [0, 0],
    [0, 0],
    [0, 1],
  ]);
  const places = from.map((index) => (index === NOWHERE ? length : index));
  return tf.gather(padded, tf.tensor1d(places, 'int32'), axis);
}
