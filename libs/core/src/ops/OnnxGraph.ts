import type { Tensor } from '@tensorflow/tfjs-core';

/** Numbers and lists of them, as ONNX' operators take them for attributes. */
export type OnnxAttributes = Readonly<
  Record<string, number | { ints: readonly number[] } | { int: number }>
>;

/** What an op writes itself into, in ONNX' operators. */
export interface OnnxGraph {
  /** Which axis of the graph's maps holds channels: the second, as ONNX' operators have it, or the last. */
  readonly channelAxis: 1 | 3;
  /** One of the graph's maps as [batch, channels, height, width], for operators that tell positions from channels. */
  channelsFirst(map: string): string;
  /** What such an operator made, as one of the graph's maps. */
  fromChannelsFirst(map: string): string;
  /** One of the graph's maps as [batch, height, width, channels], in our raster order. */
  channelsLast(map: string): string;
  fromChannelsLast(map: string): string;
  /** Adds a number for each channel, [channels], to be read by operators of single values. */
  perChannel(tensor: Tensor): string;
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
