import { concatOp, joinOp, type Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import { transpose } from './arrange.js';
import type { Constant } from './Constant.js';
import { formatDims } from './formatDims.js';
import type { Plan, Use } from './Use.js';
import { isConstant, isMap, shapeOf } from './Value.js';

/**
 * Maps, and constants between them, one after the other along an axis.
 * @param count of the inputs, from the first, that are joined
 * @throws RangeError for dims that do not fit together
 */
export function joined(use: Use, given: number, count = use.values.length): Plan {
  const maps = Array.from({ length: count }, (_, i) => i).filter((i) => use.isMap(i));
  const first = use.map(maps[0] ?? 0);
  const rank = first.dims.length;
  const axis = given < 0 ? given + rank : given;
  if (!Number.isInteger(axis) || axis < 0 || axis >= rank)
    throw new RangeError(`it works along axis ${given} of ${rank}`);
  if (axis === 0 && first.dims[0] === 1)
    throw new RangeError('it joins along axis 0, which is that of images');
  const all = use.values.slice(0, count).map((value) => {
    if (!value || !(isMap(value) || isConstant(value)))
      throw new RangeError('one of the maps that it joins is left out');
    const { dims } = value;
    if (dims.length !== rank || dims.some((dim, i) => i !== axis && dim !== first.dims[i]))
      throw new RangeError(`cannot join ${formatDims(first.dims)} and ${formatDims(dims)}`);
    return value;
  });
  const dims = first.dims.with(
    axis,
    all.reduce((sum, value) => sum + value.dims[axis]!, 0),
  );
  const side = sideOf(first.dims, axis, first.channels);
  const constants = all.map((value) => (isConstant(value) ? value : undefined));
  const channels = side === undefined ? axis : first.channels;
  const shared = { maps, axes: maps.map(() => channels), exact: true as const };
  if (side === undefined && constants.some(Boolean))
    throw new RangeError('it joins constants to the channels of a map');
  const step = (inputs: MapShape[]): Op =>
    side === undefined
      ? concatOp(inputs)
      : joinOp(
          inputs,
          side,
          constants.map((constant) => constant && mapOf(constant, channels)),
        );
  return { ...shared, steps: [step], result: { dims, channels } };
}

/** Whether what follows one another along an axis does so along rows or columns of the node. */
function sideOf(dims: number[], axis: number, channels: number): 'height' | 'width' | undefined {
  if (axis === channels) return undefined;
  const places = [...dims.keys()].filter((each) => each !== channels);
  if (places.at(-1) === axis) return 'width';
  return places.slice(0, places.indexOf(axis)).every((each) => dims[each] === 1)
    ? 'height'
    : undefined;
}

function mapOf(constant: Constant, channels: number): tf.Tensor4D {
  const axes = [...constant.dims.keys()].filter((axis) => axis !== channels);
  const { data } = transpose(constant, [...axes, channels]);
  const shape = shapeOf(constant.dims, channels);
  return tf.tensor4d(Float32Array.from(data), [1, shape.height, shape.width, shape.channels]);
}
