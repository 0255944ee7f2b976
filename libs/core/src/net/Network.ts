import type { GridNode, MapShape } from '@deconv/geometry';
import { closest } from 'fastest-levenshtein';
import type { Op } from '../ops/op.js';

/** One op in its place. Nodes stand in topological order, inputs before their readers. */
export interface NetworkNode extends GridNode {
  /** Unique in the network. */
  name: string;
  op: Op;
  /** Name of the kind of layer that a user knows it by, if it ends one; else it is a step inside a layer. */
  layer?: string;
  /** Set where it is no part of the model, but makes of its output what is shown. Such nodes stand last. */
  head?: true;
}

/** A convnet as a graph of named layers. */
export class Network {
  constructor(
    readonly nodes: readonly NetworkNode[],
    /** Index of the node whose output is the network's; undefined where it was read only in part, or has several. */
    readonly output: number | undefined,
    /** Index of the node whose output is shown as the answer: probabilities, where the network itself ends in logits. */
    readonly answer = output,
  ) {}

  /** Shape of one input image. */
  get input(): MapShape {
    return this.nodes[0]!.op.shape;
  }

  /** The layers a user can name, in order. */
  get layers(): NetworkNode[] {
    return this.nodes.filter((node) => node.layer !== undefined);
  }

  /**
   * Index of the layer called `name`.
   * @throws RangeError that names the nearest layer, where there is none of that name
   */
  indexOf(name: string): number {
    const index = this.nodes.findIndex((node) => node.name === name && node.layer !== undefined);
    if (index >= 0) return index;
    const nearest = closest(
      name,
      this.layers.map((layer) => layer.name),
    );
    throw new RangeError(`no layer is called "${name}"; did you mean "${nearest}"?`);
  }

  dispose(): void {
    for (const { op } of this.nodes) op.dispose();
  }
}

/** Builds a network node by node. */
export class NetworkBuilder {
  private readonly nodes: NetworkNode[] = [];

  /** Appends a node and returns its index. Its inputs must be there already. */
  add(name: string, op: Op, inputs: number[], layer?: string): number {
    if (this.nodes.some((node) => node.name === name))
      throw new RangeError(`two layers are called "${name}"`);
    const { height, width } = op.shape;
    this.nodes.push({
      name,
      op,
      inputs,
      window: op.window,
      extent: { height, width },
      ...(layer === undefined ? {} : { layer }),
    });
    return this.nodes.length - 1;
  }

  shape(index: number): MapShape {
    return this.nodes[index]!.op.shape;
  }

  /** Whether a node ends a layer that a user can name. */
  isLayer(index: number): boolean {
    return this.nodes[index]!.layer !== undefined;
  }

  nameOf(index: number): string {
    return this.nodes[index]!.name;
  }

  /** Whether a node reads another one, directly or through nodes between them. */
  readsFrom(index: number, below: number): boolean {
    const reached = new Set([index]);
    // The set grows while it is gone through.
    for (const each of reached)
      for (const input of this.nodes[each]!.inputs) if (input >= below) reached.add(input);
    return index !== below && reached.has(below);
  }

  /** The node that this one is a factor and a shift of, for each channel: itself where it is no such thing. */
  multipleOf(index: number): number {
    let at = index;
    while (this.nodes[at]!.op.isMultiple) at = this.nodes[at]!.inputs[0]!;
    return at;
  }

  /** @param output index of the node that is the network's output, if it was added */
  build(output: number | undefined): Network {
    return new Network(this.nodes, output);
  }

  /** Frees the weights of what was added so far, for a caller that gives up half-way. */
  dispose(): void {
    for (const { op } of this.nodes) op.dispose();
  }
}
