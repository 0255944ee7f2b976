import type { Network, NetworkNode, PartGraph } from '@deconv/core';
import type { Box } from '@deconv/geometry';
import type { Place } from './places.js';
import { boundsOf, uniformBoxes } from './uniformBoxes.js';

/** Nodes that are computed together for places, from parts of the maps below them; or one that is a mean over a whole map. */
export interface Segment extends PartGraph {
  /** What is computed of its nodes' maps, a box a place, all of one size. */
  boxes: Box[];
  isMean: boolean;
}

/** What is asked for in the end. */
export interface Asked {
  /** Nodes whose maps are asked for. */
  maps: readonly number[];
  /** Nodes of whose maps no more is asked for than the sum over positions. */
  sums: readonly number[];
}

/**
 * Divides a network where an op reads more than one position, and so needs what lies around a changed part: ops of single
 * values join the one whose part they share. A node is computed as late as can be, so that what passes from one segment to
 * the next is the narrow map below and not the wide one.
 * @param needed nodes that count, in order, with all that they depend on; the input is known already
 * @returns in the order in which they can be computed
 */
export function planSegments(
  { nodes }: Network,
  needed: readonly number[],
  asked: Asked,
  places: readonly Place[],
): Segment[] {
  const stages = stagesOf(nodes, needed);
  const groups = [...new Set(joined(nodes, needed, stages).values())];
  const order = groups.sort((a, b) => stages.get(b[0]!)! - stages.get(a[0]!)!);
  const means = new Set(needed.filter((node) => nodes[node]!.op.mean));
  return order.map((members) => {
    const inside = new Set(members);
    const readers = needed.filter((node) => !inside.has(node));
    const readBy = (which: (node: number) => boolean): Set<number> =>
      new Set(readers.filter(which).flatMap((node) => nodes[node]!.inputs));
    const [read, averaged] = [readBy((n) => !means.has(n)), readBy((n) => means.has(n))];
    const changed = places.map(({ regions }) => boundsOf(members.flatMap((i) => regions[i]!)));
    return {
      nodes: members,
      inputs: members.flatMap((node) =>
        nodes[node]!.inputs.flatMap((from, k) => (inside.has(from) ? [] : [{ node, k, from }])),
      ),
      outputs: members.filter((node) => read.has(node) || asked.maps.includes(node)),
      sums: members.filter((node) => averaged.has(node) || asked.sums.includes(node)),
      boxes: uniformBoxes(changed, nodes[members[0]!]!.extent),
      isMean: means.has(members[0]!),
    };
  });
}

type Nodes = readonly NetworkNode[];

/** How many ops that read around a position still come after each node. */
function stagesOf(nodes: Nodes, needed: readonly number[]): Map<number, number> {
  const stages = new Map(needed.map((node) => [node, 0]));
  for (const reader of [...needed].reverse()) {
    const around = isOfSingleValues(nodes[reader]!) ? 0 : 1;
    for (const input of nodes[reader]!.inputs)
      stages.set(input, Math.max(stages.get(input)!, stages.get(reader)! + around));
  }
  return stages;
}

/** For each node but the input those that it is computed with, in order. */
function joined(
  nodes: Nodes,
  needed: readonly number[],
  stages: ReadonlyMap<number, number>,
): Map<number, number[]> {
  const groups = new Map<number, number[]>();
  for (const node of needed.filter((index) => index > 0)) {
    const below = isOfSingleValues(nodes[node]!)
      ? nodes[node]!.inputs.filter((input) => stages.get(input) === stages.get(node))
      : [];
    const met = below.flatMap((input) => (nodes[input]!.op.mean ? [] : (groups.get(input) ?? [])));
    const group = [...new Set([...met, node])].sort((a, b) => a - b);
    for (const member of group) groups.set(member, group);
  }
  return groups;
}

/** Whether an op's output at a position hangs on nothing but its inputs there. */
function isOfSingleValues({ op, window: { rows, columns } }: NetworkNode): boolean {
  return (
    !op.whole &&
    [rows, columns].every(
      ({ size, stride, before, after }) =>
        size === 1 && stride === 1 && before === 0 && after === 0,
    )
  );
}
