import type { MapShape } from '@deconv/geometry';
import type { Constant } from './Constant.js';
import { countOf } from './Constant.js';
import { reshape, transpose } from './arrange.js';
import { formatDims } from './formatDims.js';
import type { Layout, Operation } from './graph.js';

/**
 * What is computed from the image. Its axes but that of channels are, in their order, the rows and columns of the node: an
 * operation that only moves the axis of channels changes nothing but this view.
 */
export interface MapValue {
  /** Index of the network's node that holds its numbers. */
  node: number;
  /** In the order of the file; where the first axis is the batch it counts 1. */
  dims: number[];
  /** Which axis holds the node's channels. */
  channels: number;
  /**
   * Where it rearranges the node otherwise: for each of its values the raster index of the node's value that it is.
   * `channels` is then the axis that would be channels.
   */
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

/** The axis of channels in a file of this layout, where nothing else says it: that of a map, or the last one. */
export const channelsIn = (layout: Layout, rank: number): number =>
  layout === 'NCHW' && rank === 4 ? 1 : rank - 1;

/** The shape of a node that holds a tensor of these dims: what is not channels is rows of columns. */
export function shapeOf(dims: readonly number[], channels: number): MapShape {
  const places = dims.filter((_, axis) => axis !== channels);
  const width = places.pop() ?? 1;
  return { height: countOf(places), width, channels: dims[channels]! };
}

/** @throws RangeError for dims that are neither a map's nor a vector's, of one image */
export function requireImage(dims: readonly number[]): void {
  if (dims[0] !== 1 || dims.length < 2 || dims.length > 4)
    throw new RangeError(
      `its input has the dims ${formatDims(dims)}; expected a map, or a vector, for each image`,
    );
}

/** The dims of what an operation makes of a value, whose other axes stay as they are, or which is an image's map. */
export function dimsAfter(
  { dims, channels }: Pick<MapValue, 'dims' | 'channels'>,
  before: MapShape,
  { height, width, channels: depth }: MapShape,
): number[] {
  if (height === before.height && width === before.width) return dims.with(channels, depth);
  const places = [height, width].slice(-(dims.length - 2));
  if (dims[0] !== 1 || places.length !== dims.length - 2 || (places.length === 1 && height !== 1))
    throw new RangeError(`a map of ${height}×${width}×${depth} has no ${dims.length} axes`);
  return [1, ...places].toSpliced(channels, 0, depth);
}

/** Axes in the order of a node: channels last. */
const channelsLast = (rank: number, channels: number): number[] => [
  ...Array.from({ length: rank }, (_, axis) => axis).filter((axis) => axis !== channels),
  channels,
];

/** The raster indices of a node's values, as a value orders them. */
export function indicesOf({ dims, channels, order }: MapValue): Constant {
  if (order) return order;
  const axes = channelsLast(dims.length, channels);
  const raster = {
    dims: axes.map((axis) => dims[axis]!),
    data: Float64Array.from({ length: countOf(dims) }, (_, i) => i),
  };
  return transpose(
    raster,
    dims.map((_, axis) => axes.indexOf(axis)),
  );
}

/** Raster indices as a node holds them whose channels are this axis. */
export function inNode(order: Constant, channels: number): Int32Array {
  const rank = order.dims.length;
  if (channels === rank - 1) return Int32Array.from(order.data);
  return Int32Array.from(transpose(order, channelsLast(rank, channels)).data);
}

/** A value that holds a node's values in this order: another view of it, where it is no more. */
export function arrangedValue(
  { node, order, arrangedBy }: { node: number; order: Constant } & Pick<MapValue, 'arrangedBy'>,
  shape: MapShape,
  layout: Layout,
): MapValue {
  const { dims, data } = order;
  if (dims.length === 0 || data.length === 0)
    throw new RangeError(`it leaves ${dims.length ? 'nothing' : 'a single number'} of a map`);
  const usual = channelsIn(layout, dims.length);
  const candidates = [usual, ...dims.keys()].filter(
    (axis) => dims[axis] === shape.channels && (axis > 0 || dims.length === 1),
  );
  const view = isWhole(order, shape) && candidates.find((axis) => isView(order, axis));
  if (typeof view === 'number') return { node, dims, channels: view };
  const channels = likelyChannels(order, shape) ?? usual;
  return { node, dims, channels, order, ...(arrangedBy && { arrangedBy }) };
}

const isWhole = ({ data }: Constant, { height, width, channels }: MapShape): boolean =>
  data.length === height * width * channels;

/** Whether values stand as in the node, once this axis is put last. */
function isView(order: Constant, channels: number): boolean {
  // A look at its first values spares most of the transposes.
  const inner = countOf(order.dims.slice(channels + 1));
  if (order.dims[channels]! > 1 && order.data[inner] !== 1) return false;
  return inNode(order, channels).every((from, to) => from === to);
}

/** The last axis along which the node's channel changes and its position does not; none where all is one position. */
function likelyChannels({ dims, data }: Constant, shape: MapShape): number | undefined {
  const places = dims.map(() => false);
  const found = dims.map(() => false);
  let step = 1;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    for (let i = 1; i < dims[axis]!; i++) {
      const [first, here] = [data[0]!, data[i * step]!];
      if (first % shape.channels !== here % shape.channels) found[axis] = true;
      if (Math.floor(first / shape.channels) !== Math.floor(here / shape.channels))
        places[axis] = true;
    }
    step *= dims[axis]!;
  }
  if (!places.includes(true)) return undefined;
  const last = found.findLastIndex((changes, axis) => changes && !places[axis]);
  return last >= 0 ? last : undefined;
}

/** The same value with axes of length 1 before its own. */
export function withRank(value: MapValue, rank: number): MapValue {
  const more = rank - value.dims.length;
  if (more <= 0) return value;
  const dims = [...Array<number>(more).fill(1), ...value.dims];
  const { order } = value;
  return {
    ...value,
    dims,
    channels: value.channels + more,
    ...(order && { order: reshape(order, dims) }),
  };
}
