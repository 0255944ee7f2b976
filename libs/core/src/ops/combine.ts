import { formatShape, pointwise, wholeBox, type Box, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cut } from './cut.js';
import { readingAll } from './arranging.js';
import { onnxJoin } from './onnxJoin.js';
import { onnxMatMul } from './onnxMatMul.js';
import type { Op } from './op.js';

const nothing = { weights: {}, dispose: () => undefined };

/** One map less another. Linear, so that every rule passes it alike. @throws RangeError for maps of two shapes */
export function differenceOp(inputs: MapShape[]): Op {
  const [shape, other] = inputs as [MapShape, MapShape];
  if (formatShape(shape) !== formatShape(other))
    throw new RangeError(
      `cannot subtract a map of ${formatShape(other)} from ${formatShape(shape)}`,
    );
  return {
    ...nothing,
    kind: 'Subtract',
    window: pointwise(),
    shape,
    forward: ([a, b]) => ({ value: tf.sub(a!, b!) }),
    down: (signal) => [signal, tf.neg(signal)],
  };
}

/** Mean over channels, position by position. On the way down every channel gets an equal share. */
export function channelMeanOp({ height, width, channels }: MapShape): Op {
  return {
    ...nothing,
    kind: 'ChannelMean',
    window: pointwise(),
    shape: { height, width, channels: 1 },
    forward: ([x]) => ({ value: tf.mean(x!, 3, true) }),
    down: (signal) => [tf.tile(tf.div<Tensor4D>(signal, channels), [1, 1, 1, channels])],
  };
}

/**
 * A map repeated along the axes in which it has one position or one channel: a vector at every position.
 * @throws RangeError for another number of positions or channels
 */
export function spreadOp(from: MapShape, to: MapShape): Op {
  const sides = ['height', 'width', 'channels'] as const;
  const times = sides.map((side) => (from[side] === to[side] ? 1 : to[side]));
  if (sides.some((side, i) => times[i] !== 1 && from[side] !== 1))
    throw new RangeError(`cannot repeat a map of ${formatShape(from)} to ${formatShape(to)}`);
  const along = sides.flatMap((_, i) => (times[i] === 1 ? [] : [i + 1]));
  const repeated = (x: Tensor4D): Tensor4D => tf.tile(x, [1, ...times]);
  const gathered = (x: Tensor4D): Tensor4D => (along.length ? tf.sum(x, along, true) : x.clone());
  const onnx: Op['onnx'] = (graph, [x]) =>
    graph.fromChannelsFirst(
      graph.add('Expand', [
        graph.channelsFirst(x!),
        graph.integers([1, to.channels, to.height, to.width]),
      ]),
    );
  if (times[0] === 1 && times[1] === 1)
    return {
      ...nothing,
      kind: 'Spread',
      window: pointwise(),
      shape: to,
      forward: ([x]) => ({ value: repeated(x!) }),
      down: (signal) => [gathered(signal)],
      onnx,
    };
  return {
    ...nothing,
    kind: 'Spread',
    window: readingAll(from, to),
    whole: true,
    shape: to,
    forward: ([x]) => ({ value: repeated(x!) }),
    down: (signal, { boxes }) => [gathered(inPlace(signal, boxes, to))],
    onnx,
  };
}

/**
 * Maps, and maps of constants, one after the other along rows or columns; `concatOp` puts them side by side along channels.
 * @param parts how long each is along that axis, and its values where they are constant: [1, height, width, channels]
 * @throws RangeError for maps that do not fit together
 */
export function joinOp(
  inputs: MapShape[],
  side: 'height' | 'width',
  parts: readonly (Tensor4D | undefined)[],
): Op {
  const sizes = sizesOf(inputs, side, parts);
  const shape = { ...inputs[0]!, [side]: sizes.reduce((a, b) => a + b, 0) };
  const axis = side === 'height' ? 1 : 2;
  const constants = parts.filter((part) => part !== undefined);
  return {
    kind: 'Join',
    window: readingAll(largest(inputs), shape),
    whole: true,
    shape,
    weights: Object.fromEntries(constants.map((part, i) => [`part${i + 1}`, part])),
    withWeights: (to) => {
      const given = constants.map((_, i) => to[`part${i + 1}`] as Tensor4D);
      return joinOp(
        inputs,
        side,
        parts.map((part) => part && given.shift()),
      );
    },
    forward: (maps) => {
      const [batch] = maps[0]!.shape;
      const left = [...maps];
      const each = parts.map((part) => (part ? tf.tile(part, [batch, 1, 1, 1]) : left.shift()!));
      return { value: tf.concat(each, axis) };
    },
    down: (signal, { boxes }) => {
      const pieces = tf.split<Tensor4D>(inPlace(signal, boxes, shape), sizes, axis);
      return pieces.filter((_, i) => !parts[i]);
    },
    onnx: (graph, maps) => onnxJoin(graph, maps, parts, axis),
    dispose: () => tf.dispose(constants),
  };
}

/** How long each part is. @throws RangeError for one of another width, height or depth */
function sizesOf(
  inputs: MapShape[],
  side: 'height' | 'width',
  parts: readonly (Tensor4D | undefined)[],
): number[] {
  const [first] = inputs as [MapShape];
  const rest = [...inputs];
  return parts.map((part) => {
    const each = part ? shapeOf(part) : rest.shift()!;
    if (formatShape({ ...each, [side]: 1 }) !== formatShape({ ...first, [side]: 1 }))
      throw new RangeError(`cannot join maps of ${formatShape(first)} and ${formatShape(each)}`);
    return each[side];
  });
}

const shapeOf = ({ shape: [, height, width, channels] }: Tensor4D): MapShape => ({
  height,
  width,
  channels,
});

/** A map as high as the highest and as wide as the widest, for a window that reads all of each. */
const largest = (inputs: MapShape[]): MapShape => ({
  height: Math.max(...inputs.map(({ height }) => height)),
  width: Math.max(...inputs.map(({ width }) => width)),
  channels: 1,
});

/** A signal in its place on the whole map. */
export const inPlace = (signal: Tensor4D, boxes: readonly Box[], shape: MapShape): Tensor4D =>
  cut(
    signal,
    boxes,
    boxes.map(() => wholeBox(shape)),
  );

/**
 * Products of matrices that are both maps, one pair for each of `pairs`: what attention does twice.
 * @param sizes of each pair, rows × inner by inner × columns. Maps hold them in raster order, whatever their shapes are.
 * @param shape of the result, pairs × rows × columns in raster order
 */
export function matMulOp(
  inputs: MapShape[],
  { pairs, rows, inner, columns }: { pairs: number; rows: number; inner: number; columns: number },
  shape: MapShape,
): Op {
  const count = ({ height, width, channels }: MapShape): number => height * width * channels;
  const sizes = [pairs * rows * inner, pairs * inner * columns, pairs * rows * columns];
  if ([...inputs, shape].some((each, i) => count(each) !== sizes[i]))
    throw new RangeError(
      `cannot multiply maps of ${inputs.map(formatShape).join(' and ')} as ${pairs} times ${rows}×${inner} by ${inner}×${columns}`,
    );
  const [a, b] = inputs as [MapShape, MapShape];
  const left = (x: Tensor4D): tf.Tensor3D => tf.reshape(x, [-1, rows, inner]);
  const right = (x: Tensor4D): tf.Tensor3D => tf.reshape(x, [-1, inner, columns]);
  const mapOf = (x: tf.Tensor, to: MapShape): Tensor4D =>
    tf.reshape(x, [-1, to.height, to.width, to.channels]);
  return {
    ...nothing,
    kind: 'MatMul',
    window: readingAll(largest(inputs), shape),
    whole: true,
    shape,
    recallsInput: true,
    multiplyAdds: shape.channels * inner,
    onlyGradient: 'multiplies two maps, as attention does to weigh positions by the image itself',
    forward: ([x, y]) => ({ value: mapOf(tf.matMul(left(x!), right(y!)), shape) }),
    down: (signal, { boxes, input }) => {
      const s = tf.reshape(inPlace(signal, boxes, shape), [-1, rows, columns]);
      return [
        mapOf(tf.matMul(s, right(input(1)), false, true), a),
        mapOf(tf.matMul(left(input(0)), s, true, false), b),
      ];
    },
    onnx: (graph, maps) => onnxMatMul(graph, maps, { pairs, rows, inner, columns }, shape),
  };
}
