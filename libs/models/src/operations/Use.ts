import type { Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import { briefJson } from '@deconv/untrusted';
import type { Constant } from './Constant.js';
import type { Operation } from './graph.js';
import { isConstant, isMap, type MapValue, type Value } from './Value.js';

/** What an operation becomes. */
export interface Plan {
  /** Ops, first to last; the first reads `maps`. */
  steps: ((inputs: MapShape[]) => Op)[];
  /** Which inputs are maps that the first step reads; the first one unless said. */
  maps?: number[];
  /** Which axis each of them has its channels in, where that matters. */
  axes?: number[];
  /** Set where rows and columns matter: the axes but that of channels, as `shapeOf` has them. */
  exact?: true;
  /** The dims that maps are brought to first, by repeating what is there once. */
  spread?: number[];
  /** The result's, where they are not those of the first map but for what the steps changed. */
  result?: Pick<MapValue, 'dims' | 'channels'>;
}

/** What lies below the nodes of a network. */
export interface NodesBelow {
  /** Whether a node reads another one, directly or through others. */
  readsFrom: (node: number, below: number) => boolean;
  /** The node that this one is a factor and a shift of for each channel: itself where it is none. */
  multipleOf: (node: number) => number;
}

/** One operation with what it reads. */
export class Use {
  constructor(
    readonly operation: Operation,
    readonly values: (Value | undefined)[],
    readonly network: NodesBelow,
  ) {}

  /** @throws RangeError for an input that is not known beforehand */
  constant(index: number, what: string): Constant {
    const value = this.optional(index, what);
    if (!value) throw new RangeError(`it has no ${what}`);
    return value;
  }

  /** @returns undefined where the input is left out */
  optional(index: number, what: string): Constant | undefined {
    const value = this.values[index];
    if (value === undefined || isConstant(value)) return value;
    throw new RangeError(`its ${what} is computed from the image; expected a constant`);
  }

  /** @throws RangeError for an input that is no map */
  map(index: number): MapValue {
    const value = this.values[index];
    if (!value || !isMap(value)) throw new RangeError(`its input ${index + 1} is no map`);
    return value;
  }

  /** Dims of an input that is a map. */
  dims(index: number): number[] {
    return this.map(index).dims;
  }

  isMap(index: number): boolean {
    const value = this.values[index];
    return value !== undefined && isMap(value);
  }

  /**
   * Whether an input is the gate of another: computed from it, or from what the other is but a multiple of, and not the
   * other way round as well.
   */
  isGateOf(index: number, other: number): boolean {
    const [gate, map] = [this.map(index).node, this.map(other).node];
    const { readsFrom, multipleOf } = this.network;
    return readsFrom(gate, multipleOf(map)) && !readsFrom(map, multipleOf(gate));
  }

  number(name: string, otherwise: number): number {
    const value = this.operation.attributes.get(name);
    if (value === undefined) return otherwise;
    if (typeof value === 'number' && !Number.isNaN(value)) return value;
    throw new RangeError(`its attribute ${name} is not a number`);
  }

  text(name: string, otherwise: string): string {
    const value = this.operation.attributes.get(name) ?? otherwise;
    if (typeof value !== 'string') throw new RangeError(`its attribute ${name} is not text`);
    return value;
  }

  numbers(name: string): number[] | undefined {
    const value = this.operation.attributes.get(name);
    if (value === undefined || Array.isArray(value)) return value;
    throw new RangeError(`its attribute ${name} is not a list of numbers`);
  }

  /** @throws RangeError for an option that would be passed over in silence */
  require(name: string, expected: number | string, otherwise: number | string = expected): void {
    const value = this.operation.attributes.get(name) ?? otherwise;
    if (value !== expected)
      throw new RangeError(`its attribute ${name} is ${briefJson(value)}; expected ${expected}`);
  }
}
