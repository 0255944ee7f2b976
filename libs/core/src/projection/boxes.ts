import { receptiveBoxes, type Box } from '@deconv/geometry';
import type { Network } from '../net/Network.js';
import type { Unit } from './unit.js';

/** For every node up to the units' layer: one box a unit, all of one size; undefined where no unit reads the node. */
export type BoxPlan = (Box[] | undefined)[];

/**
 * Which part of every map the projection of these units can touch. A single unit gets the exact receptive field; of
 * several, each gets a box that holds its own and has the size of the largest that any unit of the layer has, moved
 * inside the map: units anywhere then share one batch, and on a GPU one set of compiled shaders.
 * @param alike a single unit gets such a box, too
 */
export function planBoxes(
  network: Network,
  index: number,
  units: readonly Unit[],
  alike = false,
): BoxPlan {
  const exact = units.map(({ at }) => receptiveBoxes(network.nodes, index, at));
  const largest = units.length === 1 && !alike ? exact[0]! : largestBoxes(network, index);
  return largest.map((size, i) => {
    if (!size) return undefined;
    const { extent } = network.nodes[i]!;
    // A unit that reads padding only still gets a position, which stays zero.
    const [height, width] = [Math.max(1, size.height), Math.max(1, size.width)];
    return exact.map((boxes) => ({
      top: Math.min(boxes[i]!.top, extent.height - height),
      left: Math.min(boxes[i]!.left, extent.width - width),
      height,
      width,
    }));
  });
}

/** By network and layer: a pointer asks for the same ones at every move. */
const largestKnown = new WeakMap<Network, Map<number, (Box | undefined)[]>>();

/** Height and width, node by node, of the largest clipped receptive field that a unit of the layer has there. */
function largestBoxes(network: Network, index: number): (Box | undefined)[] {
  const known = largestKnown.get(network) ?? new Map<number, (Box | undefined)[]>();
  largestKnown.set(network, known);
  const sizes = known.get(index) ?? findLargest(network, index);
  known.set(index, sizes);
  return sizes;
}

function findLargest(network: Network, index: number): (Box | undefined)[] {
  const { height, width } = network.nodes[index]!.extent;
  const sizes: (Box | undefined)[] = new Array<undefined>(index + 1).fill(undefined);
  // Rows and columns are independent, so the diagonal meets every row and every column once.
  for (let i = 0; i < Math.max(height, width); i++) {
    const at: [number, number] = [Math.min(i, height - 1), Math.min(i, width - 1)];
    receptiveBoxes(network.nodes, index, at).forEach((box, node) => {
      const known = sizes[node];
      if (box)
        sizes[node] = {
          ...box,
          height: Math.max(box.height, known?.height ?? 0),
          width: Math.max(box.width, known?.width ?? 0),
        };
    });
  }
  return sizes;
}
