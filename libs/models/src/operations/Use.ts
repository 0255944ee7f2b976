import type { Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import { briefJson } from '@deconv/untrusted';
import type { Constant } from './Constant.js';
import type { Operation } from './graph.js';
import { isConstant, isMap, type Value } from './Value.js';

/** What an operation becomes. */
export interface Plan {
  /** Ops, first to last; the first reads `maps`. */
  steps: ((inputs: MapShape[]) => Op)[];
  /** Which inputs are maps that the first step reads; the first one unless said. */
  maps?: number[];
  /** Whether maps of one position but the first are put at every position of the first. */
  spread?: true;
  /** Axes of the result; as many as the first map has unless said. */
  rank?: number;
}

/** One operation with what it reads. */
export class Use {
  constructor(
    readonly operation: Operation,
    readonly values: (Value | undefined)[],
    /** Whether one node of the network reads another one, directly or through others. */
    readonly readsFrom: (node: number, below: number) => boolean,
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

  /** Dims of an input that is a map. */
  dims(index: number): number[] {
    const value = this.values[index];
    if (!value || !isMap(value)) throw new RangeError(`its input ${index + 1} is no map`);
    return value.dims;
  }

  isMap(index: number): boolean {
    const value = this.values[index];
    return value !== undefined && isMap(value);
  }

  /** Whether an input is a map that is computed from another input. */
  isMadeFrom(index: number, other: number): boolean {
    const [value, below] = [this.values[index], this.values[other]];
    if (!value || !below || !isMap(value) || !isMap(below)) return false;
    return this.readsFrom(value.node, below.node);
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
