import { median } from 'd3-array';

/** How large filters are, and which of them stand out. */
export interface FilterSizes {
  /** Root mean square of each filter's weights, over its positions and input channels. */
  rms: number[];
  /** Of the root mean squares: half of them are smaller. */
  median: number;
  /** Filters whose RMS is above `dominant` × the median, in their order. */
  dominant: number[];
  /** Filters whose RMS is below `dominated` × the largest, in their order. */
  dominated: number[];
}

/**
 * Finds filters that dominate their layer and filters that are dominated. Zeiler & Fergus see it in the first layer
 * (Figure 6a) and hold it off by an upper limit of 0.1 for each filter's RMS as they train (Section 3); from where on a
 * filter dominates they leave open.
 * @param filters one for each feature map: its weights, flat
 */
export function filterSizes(
  filters: readonly Float32Array[],
  { dominant, dominated }: { dominant: number; dominated: number },
): FilterSizes {
  const rms = filters.map((weights) => Math.sqrt(squares(weights) / weights.length));
  const [middle, largest] = [median(rms)!, Math.max(...rms)];
  const those = (stands: (size: number) => boolean): number[] =>
    rms.flatMap((size, filter) => (stands(size) ? [filter] : []));
  return {
    rms,
    median: middle,
    dominant: those((size) => size > dominant * middle),
    dominated: those((size) => size < dominated * largest),
  };
}

const squares = (weights: Float32Array): number =>
  weights.reduce((sum, weight) => sum + weight * weight, 0);
