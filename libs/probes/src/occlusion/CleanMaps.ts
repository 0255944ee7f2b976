import type { ForwardRecord } from '@deconv/core';
import { wholeBox } from '@deconv/geometry';
import type { Block } from './block.js';
import { BoxSums } from './BoxSums.js';

/** The maps of an image that nothing covers, read from the backend when they are first asked for. */
export class CleanMaps {
  readonly #blocks = new Map<number, Block>();
  readonly #sums = new Map<number, BoxSums>();

  /** @param record of one image and every node */
  constructor(private readonly record: ForwardRecord) {}

  /** The whole map of node `index`. */
  async at(index: number): Promise<Block> {
    const known = this.#blocks.get(index);
    if (known) return known;
    const numbers = await this.record.numbersAt(index);
    const block = { box: wholeBox(this.record.network.nodes[index]!.extent), numbers };
    this.#blocks.set(index, block);
    return block;
  }

  /** Sums over boxes of the map of node `index`. */
  async sumsAt(index: number): Promise<BoxSums> {
    const { channels } = this.record.network.nodes[index]!.op.shape;
    const sums = this.#sums.get(index) ?? new BoxSums(await this.at(index), channels);
    this.#sums.set(index, sums);
    return sums;
  }
}
