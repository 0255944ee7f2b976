import { pass, type Network, type Projection, type RuleName } from '@deconv/core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { cosineSimilarity } from '../similarity.js';
import { networkUpTo } from '../topActivations/networkUpTo.js';
import type { TopEntry } from '../topActivations/TopActivations.js';
import { projectWinners } from '../topActivations/projectWinners.js';
import type { Winner } from '../topActivations/winnersByImage.js';

/** An image by its number, preprocessed as [1, height, width, channels]. Whoever gets it disposes of it. */
export type ImageAt = (index: number) => Promise<Tensor4D>;

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
   * How much the unit that was the strongest before still looks for the same in the same image: the cosine between its
   * projection then and its projection now. Null at the first checkpoint, and where the unit was not active.
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
   * @param entries the strongest activation of each map over all images, as `TopActivations` finds it there
   * @param imageAt gives the same images each time
   * @returns one cell a map, in the order of the maps
   * @throws RangeError for a layer or channel that is not there
   * @throws the signal's reason, where it stops
   */
  async add(
    network: Network,
    entries: readonly TopEntry[],
    imageAt: ImageAt,
    options: EvolutionOptions = {},
  ): Promise<EvolutionCell[]> {
    const part = networkUpTo(network, [...new Set(this.maps.map(({ layer }) => layer))]);
    const projections = await this.#project(part, entries, imageAt, options);
    const similarities = await this.#compare(part, imageAt, options);
    const before = this.#previous;
    const cells = this.maps.map((map, i): EvolutionCell => {
      const entry = entries[i]!;
      const imageChanged = before !== undefined && before[i]!.entry.image !== entry.image;
      const similarity = similarities?.[i] ?? null;
      return { ...map, entry, projection: projections[i]!, imageChanged, similarity };
    });
    this.#previous = cells;
    return cells;
  }

  /** What the units that were the strongest before see now, against what they saw. */
  async #compare(
    network: Network,
    imageAt: ImageAt,
    options: EvolutionOptions,
  ): Promise<(number | null)[] | undefined> {
    const before = this.#previous;
    if (!before) return undefined;
    const entries = before.map(({ entry }) => entry);
    // However active a unit is now: what it looks for is compared, not how much it finds of it.
    const now = await this.#project(network, entries, imageAt, { ...options, unitSignal: 1 });
    return before.map(({ projection, entry }, i) =>
      entry.activation > 0 ? cosineSimilarity(projection, now[i]!) : null,
    );
  }

  /**
   * Projects one unit of each map; one forward pass an image.
   * @param entries the units, in the order of the maps
   */
  async #project(
    network: Network,
    entries: readonly TopEntry[],
    imageAt: ImageAt,
    { rule, signal, unitSignal }: EvolutionOptions & { unitSignal?: number },
  ): Promise<Projection[]> {
    const units = this.maps.map((map, i): Winner => ({ ...map, entry: entries[i]!, rank: 1 }));
    const seen = new Map<Winner, Projection>();
    const options = { ...(rule && { rule }), ...(unitSignal && { signal: unitSignal }) };
    for (const index of new Set(entries.map(({ image }) => image))) {
      const image = await imageAt(index);
      const record = await pass(network, image).finally(() => image.dispose());
      try {
        const here = units.filter(({ entry }) => entry.image === index);
        for await (const { winner, projection } of projectWinners(record, here, options))
          seen.set(winner, projection);
      } finally {
        record.dispose();
      }
      signal?.throwIfAborted();
    }
    return units.map((unit) => seen.get(unit)!);
  }
}
