import { project, type ForwardRecord, type Projection, type ProjectionOptions } from '@deconv/core';
import type { Winner } from './winnersByImage.js';

/** How many units share a pass down: more are no faster, and their signals have to fit into memory together. */
const BATCH = 8;

/**
 * Projects winners of one image, each cropped to its receptive field, a few at a time.
 * @param record of their image alone
 * @param winners in any order; those of one layer that stand together share passes
 */
export async function* projectWinners(
  record: ForwardRecord,
  winners: readonly Winner[],
  options?: ProjectionOptions,
): AsyncGenerator<{ winner: Winner; projection: Projection }> {
  for (const batch of batchesOf(winners)) {
    const units = batch.map(({ layer, channel, entry }) => ({ layer, channel, at: entry.at }));
    const projections = await project(record, units, options);
    for (const [i, projection] of projections.entries()) yield { winner: batch[i]!, projection };
  }
}

/** Runs of winners of one layer, none longer than a batch. */
function batchesOf(winners: readonly Winner[]): Winner[][] {
  const batches: Winner[][] = [];
  for (const winner of winners) {
    const last = batches.at(-1);
    if (last && last.length < BATCH && last[0]!.layer === winner.layer) last.push(winner);
    else batches.push([winner]);
  }
  return batches;
}
