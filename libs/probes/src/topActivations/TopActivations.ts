import type { ForwardRecord } from '@deconv/core';
import { strongestPositions, type ActivePosition } from './strongestPositions.js';

/** The strongest activation of one feature map in one image. */
export interface TopEntry {
  /** Which image of the data set, counted from 0. */
  image: number;
  /** Row and column in the map. */
  at: [row: number, column: number];
  activation: number;
}

/** A feature map with its strongest activations, the strongest first. */
export interface TopMap {
  channel: number;
  entries: TopEntry[];
}

export interface TopLayer {
  layer: string;
  maps: TopMap[];
}

/**
 * Keeps the k strongest activations of feature maps over any number of images, at most one an image (Zeiler & Fergus,
 * Figure 2). Ties: the first position in raster order, the earlier image; the order in which images are added does not
 * matter.
 */
export class TopActivations {
  /** @param layers what was found so far, or maps without entries; entries are added to them */
  constructor(
    readonly layers: readonly TopLayer[],
    readonly k: number,
  ) {}

  /**
   * Looks at one image of a record.
   * @param image number of the image in the data set; each is added once
   * @param inBatch its place in the recorded batch
   * @throws RangeError for a layer or a channel that is not there
   */
  async add(record: ForwardRecord, image: number, inBatch = 0): Promise<void> {
    const found: ActivePosition[][] = [];
    for (const { layer, maps } of this.layers) {
      const channels = maps.map(({ channel }) => channel);
      found.push(await strongestPositions(record, layer, channels, inBatch));
    }
    this.insert(found, image);
  }

  /**
   * Takes what was found in an image elsewhere, in another thread for example.
   * @param found where each map is strongest, layer by layer, as `strongestPositions` says
   * @param image number of the image in the data set; each is added once
   */
  insert(found: readonly (readonly ActivePosition[])[], image: number): void {
    this.layers.forEach(({ maps }, i) =>
      maps.forEach(({ entries }, j) => insert(entries, { image, ...found[i]![j]! }, this.k)),
    );
  }
}

/** Puts an entry in its place among those that are kept, and drops the one that is then too many. */
function insert(entries: TopEntry[], entry: TopEntry, k: number): void {
  const place = entries.findIndex(
    ({ activation, image }) =>
      entry.activation > activation || (entry.activation === activation && entry.image < image),
  );
  entries.splice(place < 0 ? entries.length : place, 0, entry);
  if (entries.length > k) entries.pop();
}
