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

/** Computes passes up through networks in place of tfjs. */
export interface PassEngine {
  /**
   * @param x preprocessed images, [batch, height, width, channels]
   * @param nodes indices of the nodes whose maps are asked for
   * @returns for each of them its map, [batch, height, width, channels]; undefined where this engine cannot hold the network
   */
  maps(
    network: Network,
    x: Tensor4D,
    nodes: readonly number[],
  ): Promise<Float32Array[]> | undefined;
  /** The same for whoever needs no more of the maps than where they are strongest: they stay where they are computed. */
  strongest(
    network: Network,
    x: Tensor4D,
    nodes: readonly number[],
  ): Promise<StrongestFound> | undefined;
}

let engine: PassEngine | undefined;

/** Sets what computes passes in this process from now on, as tfjs sets its backend; undefined for tfjs itself. */
export function setPassEngine(other: PassEngine | undefined): void {
  engine = other;
}

export function passEngine(): PassEngine | undefined {
  return engine;
}
