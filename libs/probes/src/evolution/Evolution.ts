import { forward, type Network, type Projection, type RuleName } from '@deconv/core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cosineSimilarity } from '../similarity.js';
import { networkUpTo } from '../topActivations/networkUpTo.js';
import { strongestPositions } from '../topActivations/strongestPositions.js';
import { TopActivations, type TopEntry } from '../topActivations/TopActivations.js';
import { projectWinners } from '../topActivations/projectWinners.js';
import type { Winner } from '../topActivations/winnersByImage.js';

/** Images that can be gone through more than once. Whoever gets an image, preprocessed as [1, height, width, channels], disposes of it. */
export interface ImageSet {
  /** All that can be read, each with its number. */
  each(): AsyncIterable<{ image: Tensor4D; index: number }>;
  /** One that `each` gave before. */
  at(index: number): Promise<Tensor4D>;
}

/** A feature map whose development is watched. */
export interface WatchedMap {
  layer: string;
  channel: number;
}

/** A feature map as it stood at one checkpoint. */
export interface EvolutionCell extends WatchedMap {
  /** Its strongest activation over all images. */
  entry: TopEntry;
  projection: Projection;
  /** Whether another image is the strongest than at the checkpoint before. */
  imageChanged: boolean;
  /**
   * How much the map still sees in the image that was the strongest before: the cosine between its projection then and
   * the projection of its strongest unit there now. Null at the first checkpoint, and where a projection is zero.
   */
  similarity: number | null;
}

export interface EvolutionOptions {
  rule?: RuleName;
  signal?: AbortSignal;
}

/**
 * Follows feature maps through the training of a network: the strongest activation over all images at each checkpoint,
 * projected (Zeiler & Fergus, Section 4.1, Figure 4).
 */
export class Evolution {
  #previous: EvolutionCell[] | undefined;

  constructor(private readonly maps: readonly WatchedMap[]) {}

  /**
   * Looks at the next checkpoint.
   * @param network as it stood there
   * @param images the same ones each time
   * @returns one cell a map, in the order of the maps
   * @throws RangeError for a layer or channel that is not there; Error where there is no image
   * @throws the signal's reason, where it stops
   */
  async add(
    network: Network,
    images: ImageSet,
    { rule, signal }: EvolutionOptions = {},
  ): Promise<EvolutionCell[]> {
    const part = networkUpTo(network, [...new Set(this.maps.map(({ layer }) => layer))]);
    const entries = await this.#strongest(part, images, signal);
    const before = this.#previous;
    const seen = await this.#project(part, images, { rule, signal }, (i) => [
      entries[i]!.image,
      ...(before ? [before[i]!.entry.image] : []),
    ]);
    const cells = this.maps.map((map, i): EvolutionCell => {
      const [entry, last] = [entries[i]!, before?.[i]];
      return {
        ...map,
        entry,
        projection: seen[i]!.get(entry.image)!,
        imageChanged: last !== undefined && last.entry.image !== entry.image,
        similarity: last
          ? cosineSimilarity(last.projection, seen[i]!.get(last.entry.image)!)
          : null,
      };
    });
    this.#previous = cells;
    return cells;
  }

  /** The strongest activation of every map over all images. */
  async #strongest(network: Network, images: ImageSet, signal?: AbortSignal): Promise<TopEntry[]> {
    const top = new TopActivations(
      this.maps.map(({ layer, channel }) => ({ layer, maps: [{ channel, entries: [] }] })),
      1,
    );
    for await (const { image, index } of images.each()) {
      const record = forward(network, image);
      image.dispose();
      await top.add(record, index).finally(() => record.dispose());
      signal?.throwIfAborted();
    }
    return top.layers.map(({ maps }) => {
      const [entry] = maps[0]!.entries;
      if (!entry) throw new Error('there is no image to look at');
      return entry;
    });
  }

  /**
   * What maps see in some of the images; one forward pass an image.
   * @param wanted numbers of the images that a map is to be projected in
   * @returns for each map the projections by image
   */
  async #project(
    network: Network,
    images: ImageSet,
    { rule, signal }: EvolutionOptions,
    wanted: (map: number) => number[],
  ): Promise<Map<number, Projection>[]> {
    const seen = this.maps.map(() => new Map<number, Projection>());
    const every = this.maps.flatMap((_, map) => wanted(map));
    for (const index of [...new Set(every)].sort((a, b) => a - b)) {
      const here = [...this.maps.keys()].filter((map) => wanted(map).includes(index));
      const image = await images.at(index);
      const maps = here.map((map) => this.maps[map]!);
      const projections = await projectStrongest(network, image, maps, rule);
      image.dispose();
      here.forEach((map, i) => seen[map]!.set(index, projections[i]!));
      signal?.throwIfAborted();
    }
    return seen;
  }
}

/** The strongest unit of each map in an image, projected. */
async function projectStrongest(
  network: Network,
  image: Tensor4D,
  maps: readonly WatchedMap[],
  rule?: RuleName,
): Promise<Projection[]> {
  const record = forward(network, image);
  try {
    const winners: Winner[] = [];
    for (const { layer, channel } of maps) {
      const [position] = await strongestPositions(record, layer, [channel], 0);
      winners.push({ layer, channel, entry: { image: 0, ...position! }, rank: 1 });
    }
    const projections: Projection[] = [];
    for await (const { projection } of projectWinners(record, winners, { ...(rule && { rule }) }))
      projections.push(projection);
    return projections;
  } finally {
    record.dispose();
  }
}
