import { multiplyAdds, type MapPart, type Network, type PassEngine } from '@deconv/core';
import { spannedBox, wholeBox, type Box } from '@deconv/geometry';
import { copyOverlap, type Block } from './block.js';
import type { CleanMaps } from './CleanMaps.js';
import type { Asked, Segment } from './planSegments.js';

/** A box of a map at each place of a batch. */
interface Patch {
  /** One a place, all of one size. */
  boxes: readonly Box[];
  /** [places, box height, box width, channels] */
  numbers: Float32Array;
}

/**
 * What a batch of changes of an image changes in the maps of a network, as `ChangedMaps` has it, computed by an engine that
 * takes segments of the network at once.
 */
export class SegmentedMaps {
  /** Multiply-adds so far, counted from what was computed. */
  multiplyAdds = 0;
  readonly #patches = new Map<number, Patch>();
  /** Sums over the boxes of a node, [places, channels]. */
  readonly #sums = new Map<number, { boxes: readonly Box[]; sums: Float32Array }>();

  /** @param places which of those that the segments were planned for */
  constructor(
    private readonly network: Network,
    private readonly engine: PassEngine,
    private readonly clean: CleanMaps,
    private readonly places: readonly number[],
  ) {}

  /** Sets the changed part of the input. @param colour a number for each channel */
  fill(boxes: readonly Box[], colour: readonly number[]): void {
    const { height, width } = boxes[0]!;
    const numbers = new Float32Array(boxes.length * height * width * colour.length);
    numbers.forEach((_, i) => (numbers[i] = colour[i % colour.length]!));
    this.#patches.set(0, { boxes, numbers });
    const sums = Float32Array.from(
      boxes.flatMap(() => colour.map((each) => each * height * width)),
    );
    this.#sums.set(0, { boxes, sums });
  }

  /** @param segments in order; what they read must be there */
  async computeAll(segments: readonly Segment[], { maps }: Asked): Promise<void> {
    for (const [i, segment] of segments.entries()) {
      await (segment.isMean ? this.#average(segment) : this.#compute(segment));
      const read = new Set(
        segments.slice(i + 1).flatMap(({ inputs }) => inputs.map((e) => e.from)),
      );
      for (const node of this.#patches.keys())
        if (!read.has(node) && !maps.includes(node)) this.#patches.delete(node);
    }
  }

  /** The whole map of node `index` at one place of the batch: [height, width, channels]. */
  async whole(index: number, place: number): Promise<Float32Array> {
    const { op, extent } = this.network.nodes[index]!;
    const map = new Float32Array(extent.height * extent.width * op.shape.channels);
    await this.#copyTo({ box: wholeBox(extent), numbers: map }, index, place);
    return map;
  }

  /**
   * Sums over the whole map of node `index`, by place of the batch and channel: of what did not change, and of the box that may
   * have.
   */
  async sumsOf(index: number): Promise<(place: number, channel: number) => number> {
    const { boxes, sums } = this.#sums.get(index)!;
    const { extent, op } = this.network.nodes[index]!;
    const clean = await this.clean.sumsAt(index);
    const whole = wholeBox(extent);
    return (place, channel) =>
      clean.at(whole, channel) -
      clean.at(boxes[place]!, channel) +
      sums[place * op.shape.channels + channel]!;
  }

  async #compute(segment: Segment): Promise<void> {
    const boxes = this.places.map((place) => segment.boxes[place]!);
    const inputs: MapPart[] = [];
    for (const { node, from } of segment.inputs) inputs.push(await this.#input(node, from, boxes));
    const found = await this.engine.parts(this.network, segment, inputs);
    const { outputs, sums } = segment;
    outputs.forEach((node, i) => this.#patches.set(node, { boxes, numbers: found[i]! }));
    sums.forEach((node, i) => this.#sums.set(node, { boxes, sums: found[outputs.length + i]! }));
    const { height, width } = boxes[0]!;
    for (const node of segment.nodes)
      this.multiplyAdds +=
        boxes.length * height * width * multiplyAdds(this.network.nodes[node]!.op);
  }

  /** A mean over a whole map, from the sum over what may have changed. */
  async #average({ nodes: [node], inputs, boxes }: Segment): Promise<void> {
    const { from } = inputs[0]!;
    const { extent, op } = this.network.nodes[from]!;
    const { channels } = op.shape;
    const sum = await this.sumsOf(from);
    const numbers = Float32Array.from(
      { length: this.places.length * channels },
      (_, i) => sum(Math.floor(i / channels), i % channels) / (extent.height * extent.width),
    );
    const held = this.places.map((place) => boxes[place]!);
    this.#patches.set(node!, { boxes: held, numbers });
    // Of one position, which is its own sum.
    this.#sums.set(node!, { boxes: held, sums: numbers });
  }

  /** What node `reader` reads of the map of node `index` for these boxes of its own. */
  async #input(reader: number, index: number, boxes: readonly Box[]): Promise<MapPart> {
    const { op, window } = this.network.nodes[reader]!;
    const { extent, op: below } = this.network.nodes[index]!;
    const spans = boxes.map((box) => (op.whole ? wholeBox(extent) : spannedBox(window, box)));
    const { height, width } = spans[0]!;
    const { channels } = below.shape;
    const size = height * width * channels;
    const numbers = new Float32Array(spans.length * size);
    if (op.padding) numbers.fill(op.padding);
    for (const [place, box] of spans.entries()) {
      const block = { box, numbers: numbers.subarray(place * size, (place + 1) * size) };
      await this.#copyTo(block, index, place);
    }
    return { shape: [spans.length, height, width, channels], numbers };
  }

  /** Fills a block with what node `index` holds there at one place, where it lies inside the map. */
  async #copyTo(block: Block, index: number, place: number): Promise<void> {
    const { channels } = this.network.nodes[index]!.op.shape;
    copyOverlap(await this.clean.at(index), block, channels);
    const { boxes, numbers } = this.#patches.get(index)!;
    const box = boxes[place]!;
    const size = box.height * box.width * channels;
    const held = numbers.subarray(place * size, (place + 1) * size);
    copyOverlap({ box, numbers: held }, block, channels);
  }
}
