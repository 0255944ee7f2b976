import { channelsOp, rearrangeOp, reshapeOp, type Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';

/**
 * The op that puts the values of a map in this order: as narrow a one as does it, for the sake of receptive fields.
 * @param order for each value of the output, channels last, the raster index of the input's value that it is
 */
export function arrangedOp(kind: string, input: MapShape, shape: MapShape, order: Int32Array): Op {
  const count = input.height * input.width * input.channels;
  if (order.length === count && order.every((from, to) => from === to))
    return reshapeOp(kind, input, shape);
  const channels = order.subarray(0, shape.channels);
  const samePlaces = shape.height === input.height && shape.width === input.width;
  const alike = (from: number, to: number): boolean => {
    const place = Math.floor(to / shape.channels);
    return from === place * input.channels + channels[to % shape.channels]!;
  };
  if (samePlaces && channels.every((c) => c < input.channels) && order.every(alike))
    return channelsOp(kind, input, channels.slice());
  return rearrangeOp(kind, input, shape, order);
}
