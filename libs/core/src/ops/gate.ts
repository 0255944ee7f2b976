import { formatShape, pointwise, type Extent, type MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { readingAll } from './arranging.js';
import type { Op } from './op.js';

const nothing = { weights: {}, dispose: () => undefined };

/**
 * A map times its gate, value by value: squeeze-and-excitation, SiLU. On the way down the signal is multiplied by what the
 * gate was on the way up. To the gate itself a derivative goes; a reconstruction holds the gate fixed, as it does switches.
 * @param inputs the map, and its gate of the same shape
 * @throws RangeError for two shapes
 */
export function gateOp(inputs: MapShape[]): Op {
  const [shape, gate] = inputs as [MapShape, MapShape];
  if (formatShape(shape) !== formatShape(gate))
    throw new RangeError(`cannot gate a map of ${formatShape(shape)} by ${formatShape(gate)}`);
  return {
    ...nothing,
    kind: 'Gate',
    window: pointwise(),
    shape,
    recallsInput: true,
    forward: ([x, by]) => ({ value: tf.mul(x!, by!) }),
    down: (signal, { rule, input }) => [
      tf.mul(signal, input(1)),
      rule(signal, {
        reconstruct: (arrived) => tf.zerosLike(arrived),
        differentiate: (arrived) => tf.mul(arrived, input(0)),
      }),
    ],
    onnx: (graph, inputs) => graph.add('Mul', inputs),
  };
}

/** A vector at every position of a map. */
export function spreadOp({ channels }: MapShape, { height, width }: Extent): Op {
  return {
    ...nothing,
    kind: 'Spread',
    window: readingAll({ height: 1, width: 1, channels }, { height, width, channels }),
    whole: true,
    shape: { height, width, channels },
    forward: ([x]) => ({ value: tf.tile(x!, [1, height, width, 1]) }),
    down: (signal) => [tf.sum<Tensor4D>(signal, [1, 2], true)],
    onnx: (graph, [x]) =>
      graph.fromChannelsFirst(
        graph.add('Expand', [graph.channelsFirst(x!), graph.integers([1, 1, height, width])]),
      ),
  };
}

/** A gate that a map is to itself: what it is multiplied by, and the slope of that, both functions of the map. */
interface Gate {
  gate: (x: Tensor4D) => Tensor4D;
  slope: (x: Tensor4D) => Tensor4D;
  onnx: NonNullable<Op['onnx']>;
}

const GATES: Record<string, Gate> = {
  swish: {
    gate: (x) => tf.sigmoid(x),
    slope: (x) => {
      const gate = tf.sigmoid(x);
      return tf.mul(gate, tf.sub(1, gate));
    },
    onnx: (graph, [x]) => graph.add('Mul', [x!, graph.add('Sigmoid', [x!])]),
  },
  hardSwish: {
    gate: (x) => tf.clipByValue(tf.add(tf.div(x, 6), 0.5), 0, 1),
    slope: (x) => tf.div(tf.cast(tf.less(tf.abs(x), 3), 'float32'), 6),
    onnx: (graph, inputs) => graph.add('HardSwish', inputs),
  },
};

/** Names that `selfGated` takes. */
export const SELF_GATED = Object.keys(GATES);

/**
 * An activation that multiplies a map by a gate made of itself, and goes down as `gateOp` does.
 * @param name one of `SELF_GATED`
 */
export function selfGated(name: string, shape: MapShape): Op {
  const { gate, slope, onnx } = GATES[name]!;
  return {
    ...nothing,
    kind: name[0]!.toUpperCase() + name.slice(1),
    window: pointwise(),
    shape,
    recallsInput: true,
    forward: ([x]) => ({ value: tf.mul(x!, gate(x!)) }),
    down: (signal, { rule, input }) => {
      const x = input();
      const throughGate = rule(signal, {
        reconstruct: (arrived) => tf.zerosLike(arrived),
        differentiate: (arrived) => tf.mul(arrived, tf.mul(x, slope(x))),
      });
      return [tf.add(tf.mul(signal, gate(x)), throughGate)];
    },
    onnx,
  };
}
