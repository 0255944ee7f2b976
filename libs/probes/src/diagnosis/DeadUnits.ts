import type { ForwardRecord, Network } from '@deconv/core';
import * as tf from '@tensorflow/tfjs-core';
import type { Convolution } from './convolutions.js';
import { pathAfter } from './pathAfter.js';

/**
 * Finds feature maps that no image of a set excites: none of their units is ever above 0 after the rectifier that follows
 * the convolution (Zeiler & Fergus, Section 4.1, Figure 6b). It holds one number for each map, however many images come.
 */
export class DeadUnits {
  /** For each convolution that is rectified, by its name: the layer that does, and for each map whether it ever was active. */
  readonly #seen = new Map<string, { rectifier: string; active: boolean[] }>();

  /** @param looked convolutions of the network whose maps are looked at */
  constructor(network: Network, looked: readonly Convolution[]) {
    for (const { layer, node, filters } of looked) {
      const { rectifier } = pathAfter(network, node);
      if (rectifier === undefined) continue;
      const active = new Array<boolean>(filters).fill(false);
      this.#seen.set(layer, { rectifier: network.nodes[rectifier]!.name, active });
    }
  }

  /** Layers whose activations a record must hold. */
  get rectifiers(): string[] {
    return [...this.#seen.values()].map(({ rectifier }) => rectifier);
  }

  /** @param record of any number of images */
  async add(record: ForwardRecord): Promise<void> {
    for (const { rectifier, active } of this.#seen.values()) {
      const largest = tf.max(record.activation(rectifier), [0, 1, 2]);
      const values = await largest.data().finally(() => largest.dispose());
      values.forEach((value, map) => (active[map] ||= value > 0));
    }
  }

  /** Feature maps that were never active, in their order; null for a convolution that no rectifier follows. */
  of(layer: string): number[] | null {
    const active = this.#seen.get(layer)?.active;
    return active?.flatMap((was, map) => (was ? [] : [map])) ?? null;
  }
}
