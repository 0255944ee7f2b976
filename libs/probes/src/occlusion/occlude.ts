import { pass, passEngine, type ForwardRecord, type Network } from '@deconv/core';
import { occluderGrid } from '@deconv/geometry';
import { meanColour } from '@deconv/pictures';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { changedPasses } from './changedPasses.js';
import { fullPasses } from './fullPasses.js';
import { gather, type Gathering, type OcclusionMaps } from './gather.js';
import type { Pass } from './Pass.js';
import { fullPass, nodesBelow, placesOf, tightBound } from './places.js';
import { readingOf, type Reading } from './reading.js';
import { segmentedPasses } from './segmentedPasses.js';
import { chooseTarget, type Target } from './target.js';
import { watchedNodes, type WatchedNodes } from './Watched.js';

export interface OcclusionOptions extends Partial<Target>, Gathering {
  /** Side of the square, in pixels of the network's input. */
  size: number;
  /** From one place of the square to the next, in pixels. */
  stride: number;
  /** Colour of the square: a preprocessed number for each channel. Default: the mean colour of the image. */
  fill?: readonly number[];
  /** Index of the node whose values are watched, a channel for each class. Default: what the network answers with. */
  valuesAt?: number;
  /** Gets what is known before the first place. */
  onStart?: (start: Pick<Occlusion, 'grid' | 'clean' | keyof Target>) => void;
  /** Run the whole network anew for every place: the same numbers, slower on the backends cpu and wasm, faster on webgl. */
  naive?: boolean;
}

/** What a square in the way changes in what a network sees. */
export interface Occlusion extends OcclusionMaps, Target {
  /**
   * Place (row, column) covers `size` × `size` pixels from (row · stride, column · stride); where that would reach
   * beyond the image, moved back inside.
   */
  grid: { rows: number; cols: number; size: number; stride: number };
  /** The same numbers with nothing covered. */
  clean: Reading;
  /** Multiply-adds of all places together. */
  macs: {
    /** Those that were computed. */
    executed: number;
    /**
     * Those of exactly the outputs that depend on a pixel under the square, up to the answer and the watched layer. (An op
     * that leaves a part of a map out counts as if it read all of it.)
     */
    tight: number;
    /** Those of a pass over the whole image for each place. */
    naive: number;
  };
}

/**
 * Slides a square over an image and reads off the network what changes (Zeiler & Fergus, Section 4.2, Figure 7). Unless
 * `naive`, only what the square can change is computed anew in each layer; on the backends cpu and wasm the numbers are
 * those of passes over whole images, to the bit. Where another engine computes passes (`setPassEngine`), its own are all of
 * them that it can hold.
 * @param image preprocessed, [1, height, width, channels]
 * @throws RangeError for a size, stride, fill, class, layer or channel that cannot be, for more than one image, and for
 * a network without an answer
 * @throws the signal's reason, where it stops
 */
export async function occlude(
  network: Network,
  image: Tensor4D,
  options: OcclusionOptions,
): Promise<Occlusion> {
  options.signal?.throwIfAborted();
  const grid = occluderGrid(network.input, options.size, options.stride);
  const fill = options.fill ?? meanColour(await image.data<'float32'>(), network.input.channels);
  requireFit(network, image, fill);
  const record = await pass(network, image, { everyNode: true });
  try {
    const target = await chooseTarget(record, options);
    const places = placesOf(network, grid);
    const watched = watchedNodes(network, target, options.valuesAt);
    const passes = options.naive
      ? fullPasses(network, await image.data<'float32'>(), { places, fill, target, watched })
      : changed(record, { places, fill, target, watched });
    const clean = await readClean(record, target, watched);
    const { rows, columns: cols, size, stride } = grid;
    const known = { grid: { rows, cols, size, stride }, ...target, clean };
    options.onStart?.(known);
    const { maps, executed } = await gather(passes, grid, options);
    const needed = nodesBelow(network, Object.values(watched));
    const tight = places.reduce((sum, place) => sum + tightBound(network, needed, place), 0);
    const naive = places.length * fullPass(network);
    // A position of a transposed convolution takes a fraction, and fractions do not add up to the bit in any order.
    const { round } = Math;
    const macs = { executed: round(executed), tight: round(tight), naive: round(naive) };
    return { ...known, ...maps, macs };
  } finally {
    record.dispose();
  }
}

/** What the square can change alone: on the engine that computes passes, if it can. */
function changed(...asked: Parameters<typeof changedPasses>): AsyncGenerator<Pass> {
  const engine = passEngine();
  return (engine && segmentedPasses(engine, ...asked)) ?? changedPasses(...asked);
}

function requireFit({ input }: Network, image: Tensor4D, fill: readonly number[]): void {
  if (image.shape[0] !== 1)
    throw new RangeError(`occlusion looks at one image at a time, not at ${image.shape[0]}`);
  if (fill.length !== input.channels || !fill.every(Number.isFinite))
    throw new RangeError(
      `invalid fill: ${fill.join(', ')}; expected ${input.channels} numbers, one for each channel`,
    );
}

async function readClean(
  record: ForwardRecord,
  target: Target,
  { answer, values, layer }: WatchedNodes,
): Promise<Reading> {
  const numbers = {
    answer: await record.numbersAt(answer),
    values: await record.numbersAt(values),
  };
  const { channels } = record.network.nodes[layer]!.op.shape;
  return readingOf(numbers, await record.numbersAt(layer), channels, target);
}
