import type { Box, MapShape, Window } from '@deconv/geometry';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { OnnxGraph } from './OnnxGraph.js';
import type { Rule } from './rule.js';

export interface Forwarded {
  /** [batch, height, width, channels] */
  value: Tensor4D;
  /** int32, of the value's shape; only pooling by maximum has them. */
  switches?: Tensor4D;
}

/** Mean and variance of each channel over positions and images. */
export interface Statistics {
  mean: Float32Array;
  variance: Float32Array;
}

/** What an op may ask for on the way down. */
export interface Descent {
  rule: Rule;
  /** Where each unit's signal lies in this op's output map. */
  boxes: Box[];
  /** The recorded activation of this op's output, cut to the boxes. */
  output: () => Tensor4D;
  /**
   * The recorded activation of an input of this op's, only for ops that say `recallsInput`: cut to the same boxes, and all
   * of it for each unit where the op is `whole`.
   */
  input: (index?: number) => Tensor4D;
  /** The recorded switches, cut to the boxes. */
  switches: () => Tensor4D;
}

/**
 * One step of a network with its way back. All maps are [batch, height, width, channels]; a vector of n values is a
 * 1×1 map with n channels. Ops hold no state but their weights.
 */
export interface Op {
  /** Field's term: `Conv2D`, `ReLU`. */
  readonly kind: string;
  /** How the output map reads its inputs. */
  readonly window: Window;
  /** Shape of the output. */
  readonly shape: MapShape;
  /** Weights by name: filters, biases. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Of a batch normalisation as trained: what it found in its input then, of each channel. Others have none. */
  readonly statistics?: Statistics;
  /**
   * The same op with other weights, of the same names and shapes, which it takes over. Absent where there are none.
   */
  withWeights?(weights: Readonly<Record<string, Tensor>>): Op;
  forward(inputs: Tensor4D[]): Forwarded;
  /** The value of `forward` behind a ReLU: one step, for who needs nothing between. */
  rectified?(inputs: Tensor4D[]): Tensor4D;
  /**
   * The outputs of one box an image, from that part of the inputs which they read. Absent where `forward` does so as it
   * is: ops that read position by position, and those that are `whole`.
   * @param inputs [images, height, width, channels]: all positions that the windows of each box span, from the first
   *   window's first tap; what lies in the padding holds `padding`
   * @param boxes where each image's outputs lie in the output map, all of one size
   * @returns [images, box height, box width, channels]: the numbers that `forward` has there
   */
  forwardBoxes?(inputs: Tensor4D[], boxes: readonly Box[]): Tensor4D;
  /** What padding counts as, where that is not 0. */
  readonly padding?: number;
  /**
   * Brings the signal of each unit from the output down to every input. What comes back covers all positions that
   * the windows of the box span, from the first window's first tap, padding included.
   */
  down(signal: Tensor4D, descent: Descent): Tensor4D[];
  /** Set where the values pass as they are and in their raster order: what they mean is what they meant below. */
  readonly passes?: true;
  /** Set where it is `max(x, 0)` and nothing else. */
  readonly rectifies?: true;
  /** Set where `forward` records switches. */
  readonly switching?: true;
  /** Set where the output is the mean over all positions of the input map. */
  readonly mean?: true;
  /** Set where every output may read the whole input map: `down` answers with all of it. */
  readonly whole?: true;
  /** Set where `down` asks for recorded inputs. */
  readonly recallsInput?: true;
  /** Set where it is a factor and a shift for each channel of its input. */
  readonly isMultiple?: true;
  /** Why only the rule `gradient` has a way down, as what the op does: "multiplies two maps". Absent where all rules have. */
  readonly onlyGradient?: string;
  /** Multiply-adds of one position of the output, where they are not as many as its filter or kernel has values. */
  readonly multiplyAdds?: number;
  /**
   * The same step in ONNX' operators (opset 19). Absent where it has no such form.
   * @param inputs names of the values it reads
   * @returns the name of its output
   * @throws RangeError for parameters that ONNX' operators do not have
   */
  onnx?(graph: OnnxGraph, inputs: readonly string[]): string;
  /** The same of `forwardBoxes`, where that is there and does not hang on where the boxes lie. */
  onnxBoxes?(graph: OnnxGraph, inputs: readonly string[]): string;
  dispose(): void;
}
