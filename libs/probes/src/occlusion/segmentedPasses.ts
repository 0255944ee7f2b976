import type { ForwardRecord, Network, PassEngine } from '@deconv/core';
import { mostProbable } from '../answer.js';
import { CleanMaps } from './CleanMaps.js';
import type { Pass } from './Pass.js';
import { chunksOf, nodesBelow, type Place } from './places.js';
import { planSegments, type Asked, type Segment } from './planSegments.js';
import type { Reading } from './reading.js';
import { SegmentedMaps } from './SegmentedMaps.js';
import { boundsOf } from './uniformBoxes.js';
import type { Watched } from './Watched.js';

/** How many numbers a batch holds at most: 64 MiB of them. */
const ROOM = 2 ** 24;
/** And how many places: whoever waits sees them come, and can stop. */
const MOST = 64;

/**
 * The same as `changedPasses` on an engine that computes segments of networks.
 * @returns undefined where it cannot hold this one
 */
export function segmentedPasses(
  engine: PassEngine,
  record: ForwardRecord,
  watching: Watched,
): AsyncGenerator<Pass> | undefined {
  const { network } = record;
  const { answer, values, layer } = watching.watched;
  const asked = { maps: [...new Set([answer, values])], sums: [layer] };
  const needed = nodesBelow(network, [answer, values, layer]);
  const groups = groupsOf(watching.places, layer, network).map((group) => {
    return { group, segments: planSegments(network, needed, asked, group) };
  });
  const held = groups[0]!.segments.every(
    (segment) => segment.isMean || engine.holdsParts(network, segment),
  );
  return held ? passes(engine, record, groups, watching, asked) : undefined;
}

/** Places that are computed together, and how. */
interface Group {
  group: readonly Place[];
  segments: readonly Segment[];
}

async function* passes(
  engine: PassEngine,
  record: ForwardRecord,
  groups: readonly Group[],
  { fill, target, watched: { answer, values, layer } }: Watched,
  asked: Asked,
): AsyncGenerator<Pass> {
  const { network } = record;
  const clean = new CleanMaps(record);
  for (const { group, segments } of groups) {
    const atOnce = Math.min(MOST, Math.floor(ROOM / numbersOf(network, segments)));
    for (const chunk of chunksOf([...group.keys()], atOnce)) {
      const maps = new SegmentedMaps(network, engine, clean, chunk);
      const batch = chunk.map((i) => group[i]!);
      const boxes = batch.map(({ box }) => box);
      maps.fill(boxes, fill);
      await maps.computeAll(segments, asked);
      const readings: Reading[] = [];
      const sum = await maps.sumsOf(layer);
      for (const place of chunk.keys()) {
        const watched = await maps.whole(values, place);
        readings.push({
          value: watched[target.classIndex]!,
          label: mostProbable(await maps.whole(answer, place)),
          activity: sum(place, target.channel),
        });
      }
      yield { places: batch, readings, multiplyAdds: maps.multiplyAdds };
    }
  }
}

/** Sizes along an axis that are told apart, so that places near a border are not computed as widely as those in the middle. */
const SIZES = 6;

/** Places of one level whose changes are about as large in the deepest map, coarse levels first. */
function groupsOf(places: readonly Place[], deepest: number, { nodes }: Network): Place[][] {
  const { extent } = nodes[deepest]!;
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const { height, width } = boundsOf(place.regions[deepest]!);
    const sizes = [height / extent.height, width / extent.width];
    const key = JSON.stringify([place.spacing, ...sizes.map((size) => Math.ceil(SIZES * size))]);
    groups.set(key, [...(groups.get(key) ?? []), place]);
  }
  return [...groups.values()];
}

/** How many numbers a place takes at most. */
function numbersOf({ nodes }: Network, segments: readonly Segment[]): number {
  const each = segments.flatMap(({ nodes: members, boxes }) =>
    members.map((i) => boxes[0]!.height * boxes[0]!.width * nodes[i]!.op.shape.channels),
  );
  return each.reduce((a, b) => a + b, 1);
}
