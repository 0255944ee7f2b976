import type { Network } from '../net/Network.js';

/** One unit of a network: a place in one channel of a layer's map. */
export interface Unit {
  layer: string;
  channel: number;
  /** Row and column in the map; [0, 0] for a layer without extent. */
  at: [row: number, column: number];
  /** Which image of the recorded batch; 0 unless said. */
  image?: number;
}

export interface ActiveUnit extends Unit {
  activation: number;
}

/** @throws RangeError where the layer has no such unit, with the numbers that came in and those possible */
export function requireUnit(network: Network, { layer, channel, at: [row, column] }: Unit): void {
  const { height, width, channels } = network.nodes[network.indexOf(layer)]!.op.shape;
  const inside = (i: number, count: number): boolean => Number.isInteger(i) && i >= 0 && i < count;
  if (!inside(channel, channels))
    throw new RangeError(
      `layer "${layer}" has channels 0 to ${channels - 1}; there is no channel ${channel}`,
    );
  if (!inside(row, height) || !inside(column, width))
    throw new RangeError(
      `layer "${layer}" has ${height} rows and ${width} columns; there is no unit at ${row},${column}`,
    );
}
