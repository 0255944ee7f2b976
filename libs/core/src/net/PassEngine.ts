import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Network } from './Network.js';

/** Where maps are strongest, and how large layers are. */
export interface StrongestFound {
  /** For each node that was asked for the largest value of every map, [batch, channels]. */
  values: Float32Array[];
  /** And where it stands first in raster order: row · width + column. */
  places: Int32Array[];
  /** For each layer of the network, in order, the sum of its magnitudes over the batch: not finite where a value is not. */
  magnitudes: number[];
}

/** What is asked of a pass over whole images. */
export interface AskedPass {
  /** Indices of the nodes whose maps are asked for. */
  nodes: readonly number[];
  /** Those whose sums of magnitudes are. */
  summed?: readonly number[];
}

/** The answer, in the order of what was asked for. */
export interface PassMaps {
  /** [batch, height, width, channels] each */
  maps: Float32Array[];
  /** Sums over the batch: not finite where a value is not. */
  magnitudes: number[];
}

/** A part of a map, of several images. */
export interface MapPart {
  shape: Tensor4D['shape'];
  /** [images, height, width, channels] */
  numbers: Float32Array;
}

/** Nodes of a network that are computed together, for boxes of their maps. */
export interface PartGraph {
  /** Indices, in order. */
  nodes: readonly number[];
  /** What they read of other nodes: node `node` as its input `k`. */
  inputs: readonly { node: number; k: number; from: number }[];
  /** Those of the nodes whose maps are asked for. */
  outputs: readonly number[];
  /** Those whose sums over all positions of a box are asked for. */
  sums: readonly number[];
}

/** Computes passes up through networks in place of tfjs. */
export interface PassEngine {
  /**
   * @param x preprocessed images, [batch, height, width, channels]
   * @returns undefined where this engine cannot hold the network
   */
  maps(network: Network, x: Tensor4D, asked: AskedPass): Promise<PassMaps> | undefined;
  /** The same for whoever needs no more of the maps than where they are strongest: they stay where they are computed. */
  strongest(
    network: Network,
    x: Tensor4D,
    nodes: readonly number[],
  ): Promise<StrongestFound> | undefined;
  /** Whether it can compute all of a network. */
  holds(network: Network): boolean;
  /** Whether `parts` can compute these nodes. */
  holdsParts(network: Network, graph: PartGraph): boolean;
  /**
   * Outputs of boxes of maps (`Op.forwardBoxes`).
   * @param inputs in the order of the graph's: what windows of the boxes span, with padding
   * @returns for each output [images, box height, box width, channels], then for each sum [images, channels]
   */
  parts(network: Network, graph: PartGraph, inputs: readonly MapPart[]): Promise<Float32Array[]>;
}

let engine: PassEngine | undefined;

/** Sets what computes passes in this process from now on, as tfjs sets its backend; undefined for tfjs itself. */
export function setPassEngine(other: PassEngine | undefined): void {
  engine = other;
}

export function passEngine(): PassEngine | undefined {
  return engine;
}
