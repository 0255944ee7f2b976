import { input, NetworkBuilder, spreadOp, type Op } from '@deconv/core';
import { formatShape, type MapShape } from '@deconv/geometry';
import type { Reading } from '../fromLayersModel.js';
import { problemBelow, type LayerReport } from '../LayerReport.js';
import { arrangedOp } from './arrangedOp.js';
import { integers, type Constant } from './Constant.js';
import type { Dialect } from './Dialect.js';
import type { Operation, OperationGraph } from './graph.js';
import { inOrder } from './inOrder.js';
import { Use } from './Use.js';
import {
  channelsLast,
  dimsOf,
  indicesOf,
  isConstant,
  isMap,
  shapeOf,
  type MapValue,
  type Value,
} from './Value.js';

/** Values of a map, and all values computed beforehand, beyond which a file claims what it cannot mean. */
const MOST_OF_A_MAP = 2 ** 26;
const MOST_BEFOREHAND = 2 ** 29;

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

class OperationReader {
  readonly builder = new NetworkBuilder();
  readonly #reports: LayerReport[] = [];
  readonly #values = new Map<string, Value>();
  readonly #names = new Set(['input']);
  #beforehand = 0;

  constructor(
    readonly graph: OperationGraph,
    readonly dialect: Dialect,
  ) {
    const { image, constants } = graph;
    this.#values.set(image.name, this.#imageValue());
    for (const [name, constant] of constants) this.#values.set(name, constant);
  }

  #imageValue(): MapValue {
    const { image, layout } = this.graph;
    const shape = requireSize(shapeOf(image.dims, image.layout));
    const node = this.builder.add('input', input(shape), []);
    const value = { node, dims: image.dims };
    if (image.layout === layout) return value;
    const order = indicesOf(shape, value, image.layout);
    return { ...value, order, arrangedBy: { name: image.name, kind: 'Transpose' } };
  }

  read(): Reading {
    const { operations, outputs } = this.graph;
    const sorted = inOrder(operations, new Set(this.#values.keys()));
    for (const operation of needed(sorted, outputs)) this.#readOperation(operation);
    const found = outputs.map((name) => this.#answer(name));
    const output = found.length === 1 ? found[0] : undefined;
    return { network: this.builder.build(output), layers: this.#reports };
  }

  #answer(name: string): number | undefined {
    const value = this.#values.get(name);
    if (!value)
      throw new Error(`the output "${name}" is made by no operation; export the model again`);
    if (!isMap(value)) return undefined;
    try {
      return this.#nodeOf(value);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return undefined; // values in an order that is no map's
    }
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
      this.#miss(operation, error.message, []);
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
    const fold = folds[kind];
    if (fold && first && isMap(first) && shapes.has(kind))
      return fold([integers([], first.dims)], operation);
    if (fold && values.every(isKnown)) return this.#count(fold(values, operation));
    if (fold && arranging.has(kind) && first && isMap(first) && rest.every(isKnown))
      return this.#arrange(operation, first, (order) => fold([order, ...rest], operation));
    const layer = layers[kind];
    if (!layer) throw new RangeError('there is no way down through operations of its kind');
    return [this.#add(operation, values, layer(this.#use(operation, values)))];
  }

  #use(operation: Operation, values: (Value | undefined)[]): Use {
    return new Use(operation, values, (node, below) => this.builder.readsFrom(node, below));
  }

  #count(constants: Constant[]): Constant[] {
    for (const { data } of constants) this.#beforehand += data.length;
    if (this.#beforehand > MOST_BEFOREHAND)
      throw new Error('the constants of the model come to more than 2^29 values; it is no network');
    return constants;
  }

  #arrange(arrangedBy: Operation, value: MapValue, fold: (order: Constant) => Constant[]): Value[] {
    const order = indicesOf(this.builder.shape(value.node), value, this.graph.layout);
    return fold(order).map((part) => ({
      node: value.node,
      dims: part.dims,
      order: part,
      arrangedBy,
    }));
  }

  /** The node that holds a map as it is; one more is added where it was rearranged. */
  #nodeOf(value: MapValue): number {
    const { order, arrangedBy, dims } = value;
    if (!order) return value.node;
    const from = this.builder.shape(value.node);
    const { layout } = this.graph;
    const op = arrangedOp(
      arrangedBy!.kind,
      from,
      shapeOf(dims, layout),
      channelsLast(order, layout),
    );
    value.node = this.#append(arrangedBy!, [op], [value.node]);
    delete value.order;
    return value.node;
  }

  #add(
    operation: Operation,
    values: (Value | undefined)[],
    plan: ReturnType<Dialect['layers'][string]>,
  ): MapValue {
    const { steps, maps = [0] } = plan;
    const read = maps.map((index) => {
      const value = values[index];
      if (!value || !isMap(value)) throw new RangeError(`its input ${index + 1} is no map`);
      return value;
    });
    const found = read.map((value) => this.#nodeOf(value));
    const inputs = plan.spread ? this.#spread(operation, found) : found;
    const ops: Op[] = [];
    try {
      let shapes = inputs.map((index) => this.builder.shape(index));
      for (const step of steps) {
        ops.push(step(shapes));
        shapes = [requireSize(ops.at(-1)!.shape)];
      }
      const dims = dimsOf(shapes[0]!, plan.rank ?? read[0]!.dims.length, this.graph.layout);
      return { node: this.#append(operation, ops, inputs), dims };
    } catch (error) {
      ops.forEach((op) => op.dispose());
      throw error;
    }
  }

  #spread({ name }: Operation, [first, ...others]: number[]): number[] {
    const extent = this.builder.shape(first!);
    const spread = others.map((node) => {
      const shape = this.builder.shape(node);
      if (shape.height * shape.width > 1 || extent.height * extent.width === 1) return node;
      return this.builder.add(this.#unused(`${name}/spread`), spreadOp(shape, extent), [node]);
    });
    return [first!, ...spread];
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
    let unused = name;
    for (let use = 2; this.#names.has(unused); use++) unused = `${name}#${use}`;
    this.#names.add(unused);
    return unused;
  }
}

const isKnown = (value: Value | undefined): value is Constant | undefined =>
  value === undefined || isConstant(value);

function requireSize(shape: MapShape): MapShape {
  if (
    shape.height * shape.width * shape.channels <= MOST_OF_A_MAP &&
    Object.values(shape).every((n) => n > 0)
  )
    return shape;
  throw new RangeError(`its map would be ${formatShape(shape)}; expected 1 to 2^26 values`);
}

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
