import type { OccluderGrid } from '@deconv/geometry';
import { breather } from '../breather.js';
import type { Pass } from './Pass.js';
import type { Reading } from './reading.js';

/** One number for each place of the square, [rows][columns]. */
export interface OcclusionMaps {
  /** Of the class: its probability, its logit, or whatever number is watched. */
  value: number[][];
  /** Most probable class; ties: the lowest. */
  label: number[][];
  /** Sum over all positions of the feature map that is watched. */
  activity: number[][];
}

export interface OcclusionProgress {
  /** How many places are known. */
  done: number;
  total: number;
  /** Places are first looked at far apart, then between: once the level that is under way is done, this far apart. */
  spacing: number;
  /** What is known so far, NaN elsewhere. The same arrays each time, and those of the result. */
  maps: OcclusionMaps;
}

export interface Gathering {
  onProgress?: (progress: OcclusionProgress) => void;
  /** Stops between two batches of places. */
  signal?: AbortSignal;
}

/** Puts the readings of all passes in their places, and counts what they took. */
export async function gather(
  passes: AsyncIterable<Pass>,
  { rows, columns }: OccluderGrid,
  { onProgress, signal }: Gathering,
): Promise<{ maps: OcclusionMaps; executed: number }> {
  const empty = (): number[][] =>
    Array.from({ length: rows }, () => new Array<number>(columns).fill(NaN));
  const maps = { value: empty(), label: empty(), activity: empty() };
  const breathe = breather();
  let [done, executed] = [0, 0];
  for await (const { places, readings, multiplyAdds } of passes) {
    places.forEach(({ at }, i) => put(maps, at, readings[i]!));
    done += places.length;
    executed += multiplyAdds;
    onProgress?.({ done, total: rows * columns, spacing: places[0]!.spacing, maps });
    await breathe();
    signal?.throwIfAborted();
  }
  return { maps, executed };
}

function put(
  maps: OcclusionMaps,
  [row, column]: readonly [row: number, column: number],
  reading: Reading,
): void {
  for (const name of ['value', 'label', 'activity'] as const)
    maps[name][row]![column] = reading[name];
}
