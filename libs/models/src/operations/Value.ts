import type { MapShape } from '@deconv/geometry';
import type { Constant } from './Constant.js';
import { countOf } from './Constant.js';
import { reshape, transpose } from './arrange.js';
import { formatDims } from './formatDims.js';
import type { Layout, Operation } from './graph.js';

/** What is computed from the image. */
export interface MapValue {
  /** Index of the network's node that holds its numbers. */
  node: number;
  /** In the order of the file's layout; the batch counts 1. */
  dims: number[];
  /** Where it only rearranges the node: for each of its values the raster index of the node's value that it is. */
  order?: Constant;
  /** What rearranged it last. */
  arrangedBy?: Pick<Operation, 'name' | 'kind'>;
}

/** What cannot be computed, and the layers at fault. */
export interface Missing {
  blockedBy: string[];
}

export type Value = Constant | MapValue | Missing;

export const isConstant = (value: Value): value is Constant => 'data' in value;
export const isMap = (value: Value): value is MapValue => 'node' in value;

/** Dims of a map in a file of this layout. @param rank 4 for a map, 3 for one row of it, 2 for a vector */
export function dimsOf(
  { height, width, channels }: MapShape,
  rank: number,
  layout: Layout,
): number[] {
  if (rank === 4)
    return layout === 'NCHW' ? [1, channels, height, width] : [1, height, width, channels];
  if (rank === 3 && height === 1)
    return layout === 'NCHW' ? [1, channels, width] : [1, width, channels];
  if (rank === 2 && height === 1 && width === 1) return [1, channels];
  throw new RangeError(`a map of ${height}×${width}×${channels} has no ${rank} axes`);
}

/** @throws RangeError for dims that are neither a map's nor a vector's, of one image */
export function shapeOf(dims: readonly number[], layout: Layout): MapShape {
  const [batch, ...sizes] = dims;
  if (batch !== 1 || sizes.length < 1 || sizes.length > 3)
    throw new RangeError(
      `its input has the dims ${formatDims(dims)}; expected a map, or a vector, for each image`,
    );
  const last = layout === 'NHWC' || sizes.length === 1 ? sizes : [...sizes.slice(1), sizes[0]!];
  const [height, width, channels] = [1, 1, ...last].slice(-3) as [number, number, number];
  return { height, width, channels };
}

/** The raster indices of a map's values, as a file of this layout orders them. */
export function indicesOf(shape: MapShape, { dims, order }: MapValue, layout: Layout): Constant {
  if (order) return order;
  const { height, width, channels } = shape;
  const count = countOf([height, width, channels]);
  const raster = {
    dims: [1, height, width, channels],
    data: Float64Array.from({ length: count }, (_, i) => i),
  };
  return reshape(layout === 'NCHW' ? transpose(raster, [0, 3, 1, 2]) : raster, dims);
}

/** The raster indices with channels last. */
export function channelsLast(order: Constant, layout: Layout): Int32Array {
  const rank = order.dims.length;
  const inner = Array.from({ length: rank - 2 }, (_, i) => i + 2);
  const last = layout === 'NCHW' && rank > 2 ? transpose(order, [0, ...inner, 1]) : order;
  return Int32Array.from(last.data);
}
