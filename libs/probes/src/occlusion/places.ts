import { multiplyAdds, type Network } from '@deconv/core';
import {
  areaOf,
  changedRegions,
  occluderBox,
  spannedBox,
  wholeBox,
  type Box,
  type OccluderGrid,
  type Region,
} from '@deconv/geometry';
import { coarseToFine } from './coarseToFine.js';

/** One place of the square. */
export interface Place {
  at: [row: number, column: number];
  /** What it covers of the image. */
  box: Box;
  /** What it changes in the map of every node. */
  regions: readonly Region[];
  /** Spacing of the level it belongs to, coarse ones first. */
  spacing: number;
}

/** All places of a grid, coarse ones first. */
export function placesOf({ nodes, input }: Network, grid: OccluderGrid): Place[] {
  return coarseToFine(grid).flatMap(({ spacing, places }) =>
    places.map((at) => {
      const box = occluderBox(grid, input, at);
      return { at, box, regions: changedRegions(nodes, box), spacing };
    }),
  );
}

/** Nodes, in order, that any of these depends on, themselves included. */
export function nodesBelow({ nodes }: Network, tops: readonly number[]): number[] {
  const needed = new Set(tops);
  for (let i = nodes.length - 1; i >= 0; i--)
    if (needed.has(i)) nodes[i]!.inputs.forEach((input) => needed.add(input));
  return [...needed].sort((a, b) => a - b);
}

/** Multiply-adds of exactly those outputs of these nodes that the square can change. */
export function tightBound({ nodes }: Network, needed: readonly number[], place: Place): number {
  const each = needed.map((i) => areaOf(place.regions[i]!) * multiplyAdds(nodes[i]!.op));
  return each.reduce((a, b) => a + b, 0);
}

/** Multiply-adds of one pass over a whole image. */
export function fullPass({ nodes }: Network): number {
  return nodes.reduce(
    (sum, { op, extent }) => sum + extent.height * extent.width * multiplyAdds(op),
    0,
  );
}

/**
 * Places that can be computed together: of one level, and with regions of the same sizes in every node. The levels stay
 * in order.
 * @param needed the nodes that count
 * @param room how many numbers a batch may hold; one place is always allowed
 */
export function batchesOf(
  network: Network,
  needed: readonly number[],
  places: readonly Place[],
  room: number,
): Place[][] {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const sizes = needed.map((i) => place.regions[i]!.map(({ height, width }) => [height, width]));
    const key = JSON.stringify([place.spacing, sizes]);
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()].flatMap((group) =>
    chunksOf(group, Math.floor(room / numbersOf(network, needed, group[0]!))),
  );
}

export function chunksOf<T>(list: readonly T[], size: number): T[][] {
  const step = Math.max(1, size);
  return Array.from({ length: Math.ceil(list.length / step) }, (_, i) =>
    list.slice(i * step, (i + 1) * step),
  );
}

/** How many numbers a place takes at most: what changes in every node, and what is read for it. */
function numbersOf({ nodes }: Network, needed: readonly number[], { regions }: Place): number {
  let count = 1;
  for (const i of needed) {
    const { op, inputs, window } = nodes[i]!;
    count += areaOf(regions[i]!) * op.shape.channels;
    for (const input of inputs) {
      const { extent, op: below } = nodes[input]!;
      const spans = regions[i]!.map((box) =>
        op.whole ? wholeBox(extent) : spannedBox(window, box),
      );
      count += areaOf(spans) * below.shape.channels;
    }
  }
  return count;
}
