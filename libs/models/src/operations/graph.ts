import type { Constant } from './Constant.js';

/** Attributes of an operation by name, each as plain numbers, text or a tensor. */
export type Attribute = number | string | number[] | Constant;

/** One operation as a file says it: ONNX or TensorFlow. */
export interface Operation {
  /** Unique in the graph. */
  name: string;
  kind: string;
  /** Names of values; empty for one that is left out. */
  inputs: string[];
  outputs: string[];
  attributes: ReadonlyMap<string, Attribute>;
}

/** More outputs than any operation of a network has. */
export const MOST_OUTPUTS = 512;

/** More operations than networks have. */
export const MOST_OPERATIONS = 20_000;

/** Which axis of a map holds channels: the second (ONNX) or the last one (TensorFlow). */
export type Layout = 'NCHW' | 'NHWC';

/** A graph of operations, in whatever order. */
export interface OperationGraph {
  layout: Layout;
  /** The image that is read; exports from TensorFlow keep its channels last in a graph that otherwise does not. */
  image: {
    name: string;
    dims: [number, number, number, number];
    layout: Layout;
    /** The operations read its values in a row. */
    flat?: true;
  };
  constants: Map<string, Constant>;
  operations: Operation[];
  outputs: string[];
}
