import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Network } from './Network.js';

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
}

let engine: PassEngine | undefined;

/** Sets what computes passes in this process from now on, as tfjs sets its backend; undefined for tfjs itself. */
export function setPassEngine(other: PassEngine | undefined): void {
  engine = other;
}

export function passEngine(): PassEngine | undefined {
  return engine;
}
