import type { Tensor } from '@tensorflow/tfjs-core';

/** Numbers and lists of them, as ONNX' operators take them for attributes. */
export type OnnxAttributes = Readonly<
  Record<string, number | { ints: readonly number[] } | { int: number }>
>;

/** What an op writes itself into, in ONNX' operators. Maps there are [batch, channels, height, width]. */
export interface OnnxGraph {
  /**
   * Adds an operator.
   * @param type ONNX' name of it
   * @param inputs names of values
   * @param attributes plain numbers are floats
   * @returns the name of its output
   */
  add(type: string, inputs: readonly string[], attributes?: OnnxAttributes): string;
  /**
   * Adds weights, which stay the op's own.
   * @param order of the tensor's axes as ONNX has them, if that is another one
   * @param shape under which they are read then
   */
  weights(tensor: Tensor, order?: readonly number[], shape?: readonly number[]): string;
  floats(values: ArrayLike<number>, shape: readonly number[]): string;
  /** 64-bit whole numbers, in a list. */
  integers(values: ArrayLike<number>): string;
}
