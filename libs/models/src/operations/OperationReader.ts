import { identity, input, NetworkBuilder, reshapeOp, spreadOp, type Op } from '@deconv/core';
import { formatShape, type MapShape } from '@deconv/geometry';
import { brief } from '@deconv/untrusted';
import { requireBearable } from '../bearable.js';
import type { Reading } from '../fromLayersModel.js';
import { problemBelow, type LayerReport } from '../LayerReport.js';
import { reshape } from './arrange.js';
import { arrangedOp } from './arrangedOp.js';
import { integers, type Constant } from './Constant.js';
import type { Dialect } from './Dialect.js';
import type { Operation, OperationGraph } from './graph.js';
import { inOrder } from './inOrder.js';
import { Use, type Plan } from './Use.js';
import {
  arrangedValue,
  channelsIn,
  dimsAfter,
  indicesOf,
  inNode,
  isConstant,
  isMap,
  shapeOf,
  withRank,
  type MapValue,
  type Value,
} from './Value.js';

/** Values that may be filled in, for weights that are all alike. */
const MOST_FILLED = 2 ** 28;
/**
 * Values that may be computed beforehand: weights in other orders and types, and shapes. Some times what the file holds and
 * what is filled in, and some for files that hold little.
 */
const TIMES_HELD = 16;
const TIMES_FILLED = 2;
const MOST_FROM_LITTLE = 2 ** 24;
/** Values of maps that may be put into another order, one rearrangement after the other. */
const MOST_ARRANGED = 2 ** 26;
/** How much of a reason is worth reading. */
const MOST_OF_A_REASON = 300;

/**
 * Reads a graph of operations as a network of named layers, around those that have no way down. Constants are computed
 * beforehand; what only rearranges a map is read with what reads it.
 * @throws Error for a graph that is none: circles, values that nothing makes
 */
export function readOperations(graph: OperationGraph, dialect: Dialect): Reading {
  const reader = new OperationReader(graph, dialect);
  try {
    return reader.read();
  } catch (error) {
    reader.builder.dispose();
    throw error;
  }
}

/** The nodes that an operation reads, and how the first one's values are to be seen. */
interface Inputs {
  inputs: number[];
  first: Pick<MapValue, 'dims' | 'channels'>;
}

class OperationReader {
  readonly builder = new NetworkBuilder();
  readonly #reports: LayerReport[] = [];
  readonly #values = new Map<string, Value>();
  /** How often a name was asked for. The second one would be lost in an object of JSON. */
  readonly #names = new Map([
    ['input', 1],
    ['__proto__', 1],
  ]);
  #beforehand = 0;
  #held = 0;
  #filled = 0;
  #arranged = 0;

  constructor(
    readonly graph: OperationGraph,
    readonly dialect: Dialect,
  ) {
    const { image, constants } = graph;
    for (const { data } of constants.values()) this.#held += data.length;
    this.#values.set(image.name, this.#imageValue());
    for (const [name, constant] of constants) this.#values.set(name, constant);
  }

  #imageValue(): MapValue {
    const { name, dims, layout, flat } = this.graph.image;
    const channels = channelsIn(layout, dims.length);
    const node = this.builder.add('input', input(shapeOf(dims, channels)), []);
    const image = { node, dims, channels };
    if (!flat) return image;
    const order = reshape(indicesOf(image), [1, -1]);
    return { node, dims: order.dims, channels: 1, order, arrangedBy: { name, kind: 'Flatten' } };
  }

  read(): Reading {
    const { operations, outputs } = this.graph;
    const sorted = inOrder(operations, new Set(this.#values.keys()));
    for (const operation of needed(sorted, outputs)) this.#readOperation(operation);
    const found = outputs.map((name) => ({ name, node: this.#answer(name) }));
    const output = found.length === 1 ? found[0]!.node : undefined;
    return { network: this.builder.build(output), outputs: found, layers: this.#reports };
  }

  #answer(name: string): number | undefined {
    const value = this.#values.get(name);
    if (!value)
      throw new Error(
        `the output "${brief(name)}" is made by no operation; export the model again`,
      );
    if (!isMap(value)) return undefined;
    try {
      return this.#layerOf(this.#exactly(this.#channelsOfAnswer(value), value), name);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return undefined; // values in an order that is no map's
    }
  }

  /** A map is laid out as the image is; of anything else the last axis counts classes. */
  #channelsOfAnswer({ dims, channels }: MapValue): number {
    const { image, layout } = this.graph;
    return dims.length === 4 && image.layout !== layout
      ? channels
      : channelsIn(layout, dims.length);
  }

  /** The node itself where it is a layer; else one that is, so that the answer has a name. */
  #layerOf(node: number, name: string): number {
    if (this.builder.isLayer(node)) return node;
    return this.#append(
      { name, kind: 'Identity' },
      [identity('Identity', this.builder.shape(node))],
      [node],
    );
  }

  #readOperation(operation: Operation): void {
    const values = operation.inputs.map((name) => (name ? this.#values.get(name)! : undefined));
    const missing = values.flatMap((value) =>
      value && 'blockedBy' in value ? value.blockedBy : [],
    );
    const blockedBy = [...new Set(missing)];
    if (blockedBy.length) {
      this.#miss(operation, problemBelow(blockedBy), blockedBy);
      return;
    }
    try {
      const results = this.#results(operation, values);
      operation.outputs.forEach((name, i) => results[i] && this.#values.set(name, results[i]));
      for (const name of operation.outputs)
        if (!this.#values.has(name)) this.#values.set(name, { blockedBy: [operation.name] });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.#miss(operation, brief(error.message, MOST_OF_A_REASON), []);
    }
  }

  #miss(operation: Operation, problem: string, blockedBy: string[]): void {
    const { name, kind, outputs } = operation;
    this.#reports.push({
      name,
      kind,
      shape: [null, null, null],
      parameters: 0,
      problem,
      blockedBy,
    });
    for (const value of outputs)
      this.#values.set(value, { blockedBy: blockedBy.length ? blockedBy : [name] });
  }

  #results(operation: Operation, values: (Value | undefined)[]): Value[] {
    const { folds, arranging, shapes, layers } = this.dialect;
    const { kind } = operation;
    const [first] = values;
    const rest = values.slice(1);
    const fold = folds.get(kind);
    if (fold && first && isMap(first) && shapes.has(kind))
      return fold([integers([], first.dims)], operation);
    if (fold && values.every(isKnown)) return this.#count(kind, fold(values, operation));
    if (fold && arranging.has(kind) && first && isMap(first) && rest.every(isKnown))
      return this.#arrange(operation, first, (order) => fold([order, ...rest], operation));
    const layer = layers.get(kind);
    if (!layer) throw new RangeError('there is no way down through operations of its kind');
    return [this.#add(operation, values, layer(this.#use(operation, values)))];
  }

  #use(operation: Operation, values: (Value | undefined)[]): Use {
    return new Use(operation, values, {
      readsFrom: (node, below) => this.builder.readsFrom(node, below),
      multipleOf: (node) => this.builder.multipleOf(node),
    });
  }

  #count(kind: string, constants: Constant[]): Constant[] {
    const made = constants.reduce((sum, { data }) => sum + data.length, 0);
    if (this.dialect.filling.has(kind)) this.#filled += made;
    else this.#beforehand += made;
    const most = Math.max(MOST_FROM_LITTLE, TIMES_HELD * this.#held + TIMES_FILLED * this.#filled);
    if (this.#filled > MOST_FILLED || this.#beforehand > most)
      throw new Error(
        `what the model computes from its constants comes to more than ${Math.min(most, MOST_FILLED)} values, and it holds ${this.#held}; it is no network`,
      );
    return constants;
  }

  #arrange(arrangedBy: Operation, value: MapValue, fold: (order: Constant) => Constant[]): Value[] {
    const { node } = value;
    this.#countArranged(value);
    const shape = this.builder.shape(node);
    return fold(indicesOf(value)).map((order) =>
      arrangedValue({ node, order, arrangedBy }, shape, this.graph.layout),
    );
  }

  #countArranged({ dims }: MapValue): void {
    this.#arranged += dims.reduce((a, b) => a * b, 1);
    if (this.#arranged > MOST_ARRANGED)
      throw new Error('the model puts more than 2^26 values into other orders; it is no network');
  }

  /** The node that holds a map with its channels in this axis; one more is added where it is held otherwise. */
  #nodeOf(value: MapValue, channels = value.channels): number {
    const { order, arrangedBy, dims, node } = value;
    if (!order && channels === value.channels) return node;
    if (!order) this.#countArranged(value);
    const placed = inNode(indicesOf(value), channels);
    const kind = arrangedBy?.kind ?? 'Transpose';
    const from = this.builder.shape(node);
    const op = arrangedOp(kind, from, shapeOf(dims, channels), placed);
    const isOwn = order && arrangedBy && channels === value.channels;
    if (!isOwn) return this.#addStep(`layout`, op, node);
    value.node = this.#append(arrangedBy, [op], [node]);
    delete value.order;
    return value.node;
  }

  /** The same with the rows and columns that its dims say. */
  #exactly(channels: number, value: MapValue): number {
    const node = this.#nodeOf(value, channels);
    const [from, to] = [this.builder.shape(node), shapeOf(value.dims, channels)];
    if (formatShape(from) === formatShape(to)) return node;
    return this.#addStep('shape', reshapeOp('Reshape', from, to), node);
  }

  /** A node that is no layer of its own. */
  #addStep(what: string, op: Op, below: number): number {
    return this.builder.add(this.#unused(`${this.builder.nameOf(below)}/${what}`), op, [below]);
  }

  #add(operation: Operation, values: (Value | undefined)[], plan: Plan): MapValue {
    const { steps, maps = [0] } = plan;
    if (maps.length === 0) throw new RangeError('it reads no map');
    const read = maps.map((index) => {
      const value = values[index];
      if (!value || !isMap(value)) throw new RangeError(`its input ${index + 1} is no map`);
      return value;
    });
    const { inputs, first } = this.#inputs(read, plan);
    const ops: Op[] = [];
    try {
      const before = inputs.map((index) => this.builder.shape(index));
      let shapes = before;
      for (const step of steps) {
        ops.push(step(shapes));
        requireBearable(ops.at(-1)!, shapes);
        shapes = [ops.at(-1)!.shape];
      }
      const result = plan.result ?? {
        dims: dimsAfter(first, before[0]!, shapes[0]!),
        channels: first.channels,
      };
      return { node: this.#append(operation, ops, inputs), ...result };
    } catch (error) {
      ops.forEach((op) => op.dispose());
      throw error;
    }
  }

  #inputs(read: MapValue[], { axes, exact, spread }: Plan): Inputs {
    if (spread) return this.#spread(read, spread);
    const inputs = read.map((value, i) => {
      const channels = axes?.[i] ?? value.channels;
      return exact ? this.#exactly(channels, value) : this.#nodeOf(value, channels);
    });
    return { inputs, first: { dims: read[0]!.dims, channels: axes?.[0] ?? read[0]!.channels } };
  }

  #spread(read: MapValue[], dims: number[]): Inputs {
    const values = read.map((value) => withRank(value, dims.length));
    const isWhole = (value: MapValue): boolean => value.dims.join() === dims.join();
    const { channels } = values.find(isWhole) ?? values[0]!;
    const first = { dims, channels };
    // Those that are as they should be need no more, as long as all of them are.
    const nodes = read.map((value, i) =>
      value.channels + dims.length - value.dims.length === channels
        ? this.#nodeOf(value)
        : this.#nodeOf(values[i]!, channels),
    );
    const shapes = nodes.map((node) => formatShape(this.builder.shape(node)));
    if (values.every(isWhole) && new Set(shapes).size === 1) return { inputs: nodes, first };
    const to = shapeOf(dims, channels);
    const inputs = nodes.map((node, i) => this.#spreadTo(node, values[i]!, to, channels));
    return { inputs, first };
  }

  #spreadTo(node: number, { dims }: MapValue, to: MapShape, channels: number): number {
    const from = this.builder.shape(node);
    const exact = shapeOf(dims, channels);
    const isExact = formatShape(from) === formatShape(exact);
    const placed = isExact ? node : this.#addStep('shape', reshapeOp('Reshape', from, exact), node);
    if (formatShape(exact) === formatShape(to)) return placed;
    return this.#addStep('spread', spreadOp(exact, to), placed);
  }

  /** Adds the ops of a layer; only the last one bears its name. */
  #append(
    { name: asked, kind }: Pick<Operation, 'name' | 'kind'>,
    ops: Op[],
    inputs: number[],
  ): number {
    const { height, width, channels } = ops.at(-1)!.shape;
    const parameters = ops.flatMap(({ weights }) => Object.values(weights).map(({ size }) => size));
    const name = this.#unused(asked);
    this.#reports.push({
      name,
      kind,
      shape: [height, width, channels],
      parameters: parameters.reduce((a, b) => a + b, 0),
      blockedBy: [],
    });
    return ops.reduce<number[]>((below, op, i) => {
      const last = i === ops.length - 1;
      const step = last ? name : this.#unused(`${name}/step${i + 1}`);
      return [this.builder.add(step, op, below, last ? kind : undefined)];
    }, inputs)[0]!;
  }

  /** A layer that is read more than once, such as each part of a split, is a node for each. */
  #unused(name: string): string {
    let use = (this.#names.get(name) ?? 0) + 1;
    while (use > 1 && this.#names.has(`${name}#${use}`)) use++;
    this.#names.set(name, use);
    if (use === 1) return name;
    this.#names.set(`${name}#${use}`, 1);
    return `${name}#${use}`;
  }
}

const isKnown = (value: Value | undefined): value is Constant | undefined =>
  value === undefined || isConstant(value);

/** Operations that an output hangs on: exports leave loose ends. */
function needed(sorted: Operation[], outputs: string[]): Operation[] {
  const asked = new Set(outputs);
  return sorted
    .reverse()
    .filter((operation) => {
      if (!operation.outputs.some((name) => asked.has(name))) return false;
      for (const name of operation.inputs) asked.add(name);
      return true;
    })
    .reverse();
}
