import { pointwise, wholeBox, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cut } from './cut.js';
import type { Rule } from './rule.js';
import { readingAll } from './arranging.js';
import type { OnnxGraph } from './OnnxGraph.js';
import type { Op } from './op.js';

const nothing = { weights: {}, dispose: () => undefined };

/** Which values share one mean and one spread. */
interface Groups {
  /** Brings a map into groups, and back. */
  split: (x: Tensor4D) => tf.Tensor;
  join: (x: tf.Tensor) => Tensor4D;
  axes: number[];
  epsilon: number;
}

/** `(x − mean) / √(variance + ε)`, and that root. */
function standardised(
  x: tf.Tensor,
  { axes, epsilon }: Groups,
): [value: tf.Tensor, root: tf.Tensor] {
  const centred = tf.sub(x, tf.mean(x, axes, true));
  const root = tf.sqrt(tf.add(tf.mean(tf.square(centred), axes, true), epsilon));
  return [tf.div(centred, root), root];
}

/** The same in ONNX' operators. @param x of the shape that groups are split into */
function onnxStandardised(
  graph: OnnxGraph,
  x: string,
  { axes, epsilon }: Pick<Groups, 'axes' | 'epsilon'>,
): string {
  const over = graph.integers(axes);
  const mean = (of: string): string =>
    graph.add('ReduceMean', [of, over], { keepdims: { int: 1 } });
  const centred = graph.add('Sub', [x, mean(x)]);
  const variance = mean(graph.add('Mul', [centred, centred]));
  const root = graph.add('Sqrt', [graph.add('Add', [variance, graph.floats([epsilon], [1])])]);
  return graph.add('Div', [centred, root]);
}

/**
 * The way down: `(s − mean(s)) / root`, and, through the root itself, `−y · mean(s · y) / root`. Subtracting a mean is
 * linear, and so is its transpose. The root is a gate: to it a derivative goes, and a reconstruction takes it as it was.
 */
function below(signal: Tensor4D, x: Tensor4D, groups: Groups, rule: Rule): Tensor4D {
  const { split, join, axes } = groups;
  const [y, root] = standardised(split(x), groups);
  const held = split(signal);
  const throughRoot = rule(signal, {
    reconstruct: (arrived) => tf.zerosLike(arrived),
    differentiate: (arrived) => {
      const along = tf.mean(tf.mul(split(arrived), y), axes, true);
      return join(tf.neg(tf.div(tf.mul(y, along), root)));
    },
  });
  const centred = tf.sub(held, tf.mean(held, axes, true));
  return tf.add(join(tf.div(centred, root)), throughRoot);
}

/**
 * Layer normalisation across the channels of each position (Ba et al. 2016), without its factors and shifts. The rule
 * `gradient` has its exact derivative; under the others the root of the variance is held as it was on the way up.
 */
export function layerNormOp(shape: MapShape, epsilon: number): Op {
  const groups: Groups = { split: (x) => x, join: (x) => x as Tensor4D, axes: [3], epsilon };
  return {
    ...nothing,
    kind: 'LayerNormalization',
    window: pointwise(),
    shape,
    recallsInput: true,
    forward: ([x]) => ({ value: groups.join(standardised(x!, groups)[0]) }),
    down: (signal, { rule, input }) => [below(signal, input(), groups, rule)],
    onnx: (graph, [x]) =>
      graph.fromChannelsLast(onnxStandardised(graph, graph.channelsLast(x!), groups)),
  };
}

/**
 * Group normalisation (Wu & He 2018) over all positions of each group of channels, without its factors and shifts: of as
 * many groups as channels it is instance normalisation. Its way down is that of `layerNormOp`.
 * @throws RangeError for groups that do not divide the channels
 */
export function groupNormOp(shape: MapShape, groups: number, epsilon: number): Op {
  const { height, width, channels } = shape;
  const each = channels / groups;
  if (!Number.isInteger(each) || each < 1)
    throw new RangeError(`${groups} groups do not divide ${channels} channels`);
  const grouped: Groups = {
    split: (x) => tf.reshape(x, [-1, height * width, groups, each]),
    join: (x) => tf.reshape(x, [-1, height, width, channels]),
    axes: [1, 3],
    epsilon,
  };
  return {
    ...nothing,
    kind: groups === channels ? 'InstanceNormalization' : 'GroupNormalization',
    window: readingAll(shape, shape),
    whole: true,
    shape,
    recallsInput: true,
    forward: ([x]) => ({ value: grouped.join(standardised(grouped.split(x!), grouped)[0]) }),
    down: (signal, { rule, input, boxes }) => {
      const everywhere = cut(
        signal,
        boxes,
        boxes.map(() => wholeBox(shape)),
      );
      return [below(everywhere, input(), grouped, rule)];
    },
    onnx: (graph, [x]) => {
      const split = graph.integers([0, height * width, groups, each]);
      const y = onnxStandardised(
        graph,
        graph.add('Reshape', [graph.channelsLast(x!), split]),
        grouped,
      );
      const joined = graph.integers([0, height, width, channels]);
      return graph.fromChannelsLast(graph.add('Reshape', [y, joined]));
    },
  };
}
