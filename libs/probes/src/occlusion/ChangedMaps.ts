import { multiplyAdds, type Network, type NetworkNode } from '@deconv/core';
import { spannedBox, wholeBox, type Box, type Region } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { copyOverlap, type Block } from './block.js';
import type { CleanMaps } from './CleanMaps.js';

/** One box of a map's changed region, of all places of a batch at once. */
interface Patch {
  /** One a place, all of one size. */
  boxes: Box[];
  /** [places, box height, box width, channels] */
  value: Tensor4D;
}

/**
 * What a batch of changes of an image changes in the maps of a network: computed node by node, each from the changed
 * part of the maps below and, around it, what they hold where nothing changed.
 */
export class ChangedMaps {
  /** Multiply-adds so far, counted from what was computed. */
  multiplyAdds = 0;
  readonly #patches = new Map<number, Patch[]>();
  /** The numbers of patches that were read from the backend. */
  readonly #read = new Map<Patch, Float32Array>();

  /** @param regions for each place, what changes in every node: boxes of one size at all places */
  constructor(
    private readonly network: Network,
    private readonly clean: CleanMaps,
    private readonly regions: readonly (readonly Region[])[],
  ) {}

  /** Sets the changed part of the input. @param colour a number for each channel */
  fill(colour: readonly number[]): void {
    const pixel = tf.tensor4d([...colour], [1, 1, 1, colour.length]);
    const patches = this.#boxesOf(0).map((boxes) => {
      const { height, width } = boxes[0]!;
      return { boxes, value: tf.tile(pixel, [boxes.length, height, width, 1]) };
    });
    this.#patches.set(0, patches);
    pixel.dispose();
  }

  /**
   * Computes the changed part of these nodes.
   * @param needed indices in order, with all that they depend on; the input is filled already
   * @param kept those of them that will be asked for; others are freed as soon as nothing more reads them
   */
  async computeAll(needed: readonly number[], kept: readonly number[]): Promise<void> {
    const lastReader = new Map<number, number>();
    for (const i of needed)
      for (const input of this.network.nodes[i]!.inputs) lastReader.set(input, i);
    for (const i of needed) {
      if (i > 0) await this.#compute(i);
      for (const input of this.network.nodes[i]!.inputs)
        if (lastReader.get(input) === i && !kept.includes(input)) this.#release(input);
    }
  }

  /** The whole map of node `index` at one place of the batch: [height, width, channels]. */
  async whole(index: number, place: number): Promise<Float32Array> {
    const { op, extent } = this.network.nodes[index]!;
    const map = new Float32Array(extent.height * extent.width * op.shape.channels);
    await this.#copyTo({ box: wholeBox(extent), numbers: map }, index, place);
    return map;
  }

  dispose(): void {
    [...this.#patches.keys()].forEach((index) => this.#release(index));
  }

  #release(index: number): void {
    for (const patch of this.#patches.get(index) ?? []) {
      patch.value.dispose();
      this.#read.delete(patch);
    }
    this.#patches.delete(index);
  }

  /** Computes the changed part of node `index`; the nodes it reads must be there. */
  async #compute(index: number): Promise<void> {
    const node = this.network.nodes[index]!;
    const patches: Patch[] = [];
    this.#patches.set(index, patches);
    for (const boxes of this.#boxesOf(index)) {
      const inputs: Input[] = [];
      for (const input of node.inputs) inputs.push(await this.#input(node, input, boxes));
      const value = outputOf(node, inputs, boxes);
      tf.dispose(inputs.flatMap((input) => (input.borrowed ? [] : [input.value])));
      patches.push({ boxes, value });
      const [places, height, width] = value.shape;
      this.multiplyAdds += places * height * width * multiplyAdds(node.op);
    }
  }

  /** The boxes of node `index`, for each its positions at all places. */
  #boxesOf(index: number): Box[][] {
    const [first] = this.regions;
    return first![index]!.map((_, k) => this.regions.map((region) => region[index]![k]!));
  }

  /** What a node reads of one of its inputs for these boxes of its output. */
  async #input(node: NetworkNode, index: number, boxes: readonly Box[]): Promise<Input> {
    const { extent, op } = this.network.nodes[index]!;
    const spans = boxes.map((box) =>
      node.op.whole ? wholeBox(extent) : spannedBox(node.window, box),
    );
    const patches = this.#patches.get(index)!;
    if (patches.length === 1 && spans.every((span, i) => isSame(span, patches[0]!.boxes[i]!)))
      return { value: patches[0]!.value, borrowed: true };
    const { height, width } = spans[0]!;
    const size = height * width * op.shape.channels;
    const numbers = new Float32Array(spans.length * size);
    if (node.op.padding) numbers.fill(node.op.padding);
    for (const [place, box] of spans.entries()) {
      const block = { box, numbers: numbers.subarray(place * size, (place + 1) * size) };
      await this.#copyTo(block, index, place);
    }
    const shape: Tensor4D['shape'] = [spans.length, height, width, op.shape.channels];
    return { value: tf.tensor4d(numbers, shape), borrowed: false };
  }

  /** Fills a block with what node `index` holds there at one place, where it lies inside the map. */
  async #copyTo(block: Block, index: number, place: number): Promise<void> {
    const { channels } = this.network.nodes[index]!.op.shape;
    copyOverlap(await this.clean.at(index), block, channels);
    for (const patch of this.#patches.get(index)!) {
      const box = patch.boxes[place]!;
      const size = box.height * box.width * channels;
      const numbers = (await this.#numbersOf(patch)).subarray(place * size, (place + 1) * size);
      copyOverlap({ box, numbers }, block, channels);
    }
  }

  async #numbersOf(patch: Patch): Promise<Float32Array> {
    const known = this.#read.get(patch);
    if (known) return known;
    const numbers = await patch.value.data<'float32'>();
    this.#read.set(patch, numbers);
    return numbers;
  }
}

interface Input {
  value: Tensor4D;
  /** Whether it is the patch of the node below, which frees it. */
  borrowed: boolean;
}

function outputOf({ op }: NetworkNode, inputs: readonly Input[], boxes: readonly Box[]): Tensor4D {
  const values = inputs.map(({ value }) => value);
  return tf.tidy(() => op.forwardBoxes?.(values, boxes) ?? op.forward(values).value);
}

function isSame(a: Box, b: Box): boolean {
  return a.top === b.top && a.left === b.left && a.height === b.height && a.width === b.width;
}
