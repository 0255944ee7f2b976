import { requireUnit, type ForwardRecord } from '@deconv/core';

export interface ActivePosition {
  at: [row: number, column: number];
  activation: number;
}

/**
 * Where each of these channels of a layer is strongest in one recorded image, in the order of the channels. Ties: first
 * position in raster order. One pass over the map, however many channels.
 * @param inBatch which image of the recorded batch
 * @throws RangeError for a layer or a channel that is not there
 */
export async function strongestPositions(
  record: ForwardRecord,
  layer: string,
  channels: readonly number[],
  inBatch: number,
): Promise<ActivePosition[]> {
  for (const channel of channels) requireUnit(record.network, { layer, channel, at: [0, 0] });
  const map = record.activation(layer);
  const [, height, width, depth] = map.shape;
  const values = await map.data<'float32'>();
  const start = inBatch * height * width * depth;
  const best = new Float32Array(channels.length).fill(-Infinity);
  const places = new Int32Array(channels.length);
  for (let place = 0; place < height * width; place++)
    for (let i = 0; i < channels.length; i++) {
      const value = values[start + place * depth + channels[i]!]!;
      if (!(value > best[i]!)) continue;
      best[i] = value;
      places[i] = place;
    }
  return Array.from(places, (place, i) => ({
    at: [Math.floor(place / width), place % width],
    activation: best[i]!,
  }));
}
