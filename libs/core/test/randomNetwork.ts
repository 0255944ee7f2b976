import type { MapShape, Window } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import {
  addOp,
  channelMeanOp,
  concatOp,
  differenceOp,
  gateOp,
  input,
  joinOp,
  NetworkBuilder,
  quotientOp,
  spreadOp,
  type Network,
  type Op,
} from '../src/index.js';
import { Draw } from './Draw.js';
import * as pieces from './pieces.js';
import type { MakePiece, Ruled } from './pieces.js';

/** A network and what it should compute, written with tfjs' own ops. */
export interface RandomNetwork {
  network: Network;
  /** Activation of every node, in the network's order. */
  reference: (x: Tensor4D, ruled: Ruled) => Tensor4D[];
}

type Reference = (inputs: Tensor4D[], ruled: Ruled) => Tensor4D;

/** Grows a network and its reference together. Every node ends a layer, so that all can be compared. */
class Growth {
  readonly builder = new NetworkBuilder();
  readonly #references: { inputs: number[]; reference: Reference }[] = [];

  constructor(
    start: MapShape,
    readonly draw: Draw,
  ) {
    this.add(input(start), [], ([x]) => x!);
  }

  add(op: Op, inputs: number[], reference: Reference): number {
    const at = this.builder.add(`${op.kind} ${this.#references.length}`, op, inputs, op.kind);
    this.#references.push({ inputs, reference });
    return at;
  }

  /** Puts a piece on top of node `below`. */
  stack(
    below: number,
    make: MakePiece,
    windowFor: (input: MapShape, draw: Draw) => Window = pieces.anyWindow,
  ): number {
    const shape = this.builder.shape(below);
    const { op, reference } = make(shape, this.draw, windowFor(shape, this.draw));
    return this.add(op, [below], ([x], ruled) => reference(x!, ruled));
  }

  finish(top: number): RandomNetwork {
    const reference = (x: Tensor4D, ruled: Ruled): Tensor4D[] => {
      const values: Tensor4D[] = [];
      for (const { inputs, reference: compute } of this.#references)
        values.push(compute(inputs.length ? inputs.map((i) => values[i]!) : [x], ruled));
      return values;
    };
    return { network: this.builder.build(top), reference };
  }
}

type Step = (growth: Growth, below: number) => number;

const stacked =
  (make: MakePiece): Step =>
  (growth, below) =>
    growth.stack(below, make);

/** Maxima of rectified maps, where zeros tie. */
const activePooling: Step = (growth, below) =>
  growth.stack(growth.stack(below, pieces.rectifier), pieces.maxPooling);

/** What was there, plus what a convolution with batch normalisation makes of it. */
const residual: Step = (growth, below) => {
  const { channels } = growth.builder.shape(below);
  const branch = growth.stack(below, pieces.convolutionTo(channels), pieces.sameWindow);
  const inputs = [growth.stack(branch, pieces.batchNorm), below];
  const op = addOp(inputs.map((i) => growth.builder.shape(i)));
  return growth.add(op, inputs, (maps) => tf.addN(maps));
};

/** What was there, each channel by a gate that looked at the whole map. */
const excitation: Step = (growth, below) => {
  const shape = growth.builder.shape(below);
  const squeezed = growth.stack(below, pieces.globalAverage);
  const excited = growth.stack(squeezed, pieces.convolutionTo(shape.channels), pieces.sameWindow);
  const gate = growth.stack(excited, pieces.sigmoid);
  const spread = growth.add(spreadOp(growth.builder.shape(gate), shape), [gate], ([x]) =>
    tf.tile(x!, [1, shape.height, shape.width, 1]),
  );
  return growth.add(gateOp([shape, shape]), [below, spread], ([x, by], { hold }) =>
    tf.mul(x!, hold(by!)),
  );
};

/** What stands above the mean of its position's channels, over a number that is made of it. */
const takenApart: Step = (growth, below) => {
  const shape = growth.builder.shape(below);
  const mean = growth.add(channelMeanOp(shape), [below], ([x]) => tf.mean(x!, 3, true));
  const spread = growth.add(spreadOp(growth.builder.shape(mean), shape), [mean], ([x]) =>
    tf.tile(x!, [1, 1, 1, shape.channels]),
  );
  const centred = growth.add(differenceOp([shape, shape]), [below, spread], ([x, y]) =>
    tf.sub(x!, y!),
  );
  const gate = growth.stack(growth.stack(centred, pieces.sigmoid), pieces.sigmoid);
  return growth.add(quotientOp([shape, shape]), [centred, gate], ([x, by], { hold }) =>
    tf.div(x!, hold(by!)),
  );
};

/** A map, a constant row or column of ones, and what a function makes of the map. */
const joining: Step = (growth, below) => {
  const shape = growth.builder.shape(below);
  const side = growth.draw.pick(['height', 'width'] as const);
  const ones = { ...shape, [side]: 1 };
  const part = () => tf.ones<tf.Rank.R4>([1, ones.height, ones.width, ones.channels]);
  const other = growth.stack(below, pieces.hyperbolic);
  const op = joinOp([shape, shape], side, [undefined, part(), undefined]);
  return growth.add(op, [below, other], ([x, y]) =>
    tf.concat([x!, tf.tile(part(), [x!.shape[0], 1, 1, 1]), y!], side === 'height' ? 1 : 2),
  );
};

/** Branches of different windows, side by side. */
const inception: Step = (growth, below) => {
  const makes = [pieces.convolution, pieces.maxPooling, pieces.averagePooling];
  const branches = makes.map((make) => growth.stack(below, make, pieces.sameWindow));
  const rectified = growth.stack(branches[0]!, pieces.rectifier);
  const inputs = [rectified, branches[1]!, branches[2]!];
  const op = concatOp(inputs.map((i) => growth.builder.shape(i)));
  return growth.add(op, inputs, (maps) => tf.concat(maps, 3));
};

const classifier: Step = (growth, below) => {
  const { draw } = growth;
  const make = draw.pick([
    pieces.flatten,
    pieces.rearrangement,
    pieces.globalAverage,
    pieces.globalMaximum,
  ]);
  return growth.stack(growth.stack(below, make), pieces.dense);
};

const STEPS = {
  convolution: stacked(pieces.convolution),
  depthwise: stacked(pieces.depthwise),
  maxPooling: stacked(pieces.maxPooling),
  activePooling,
  averagePooling: stacked(pieces.averagePooling),
  padding: stacked(pieces.padding),
  batchNorm: stacked(pieces.batchNorm),
  relu: stacked(pieces.rectifier),
  lrn: stacked(pieces.normalisation),
  channelShuffle: stacked(pieces.channelShuffle),
  tanh: stacked(pieces.hyperbolic),
  swish: stacked(pieces.swish),
  gelu: stacked(pieces.gelu),
  layerNorm: stacked(pieces.layerNorm),
  groupNorm: stacked(pieces.groupNorm),
  erf: stacked(pieces.errorFunction),
  positions: stacked(pieces.positions),
  channelPadding: stacked(pieces.channelPadding),
  resizing: stacked(pieces.resizing),
  transposedConvolution: stacked(pieces.transposedConvolution),
  takenApart,
  joining,
  excitation,
  residual,
  inception,
  classifier,
} satisfies Record<string, Step>;

export type StepName = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as StepName[];

/** A network of these steps, from the input up; all else about it is drawn from the seed. */
export function randomNetwork(
  start: MapShape,
  steps: readonly StepName[],
  seed: number,
): RandomNetwork {
  const growth = new Growth(start, new Draw(seed));
  const top = steps.reduce((below, name) => STEPS[name](growth, below), 0);
  return growth.finish(top);
}
