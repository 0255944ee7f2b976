import type { Statistics } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor1D } from '@tensorflow/tfjs-core';
import type { Constant } from './Constant.js';
import { transpose } from './arrange.js';
import { formatDims } from './formatDims.js';

/** A tensor of a constant's values, its axes in another order. */
export function tensorOf<R extends tf.Rank>(constant: Constant, order?: number[]): tf.Tensor<R> {
  const { dims, data } = order ? transpose(constant, order) : constant;
  const values = data instanceof Float32Array ? data : Float32Array.from(data);
  requireFinite(values);
  return tf.tensor(values, dims as tf.ShapeMap[R]);
}

/**
 * A value for each channel, from a constant that stands beside a map with the given axis of channels: one value for all, or
 * one for each.
 * @param fromEnd how many axes lie behind that of channels
 * @throws RangeError for any other dims
 */
export function perChannel(
  { dims, data }: Constant,
  { channels }: MapShape,
  fromEnd: number,
): Float32Array {
  const values = Float32Array.from(data);
  requireFinite(values);
  if (values.length === 1) return new Float32Array(channels).fill(values[0]!);
  const axis = dims.length - 1 - fromEnd;
  if (values.length !== channels || dims[axis] !== channels)
    throw new RangeError(
      `its constant has the dims ${formatDims(dims)}; expected one value, or one for each of ${channels} channels`,
    );
  return values;
}

/** @throws RangeError for values that no weight of a trained network has */
function requireFinite(values: Float32Array): void {
  if (!values.every(Number.isFinite))
    throw new RangeError('its weights come to values that are not finite');
}

export interface Normalisation {
  gamma: Constant;
  beta: Constant;
  mean: Constant;
  variance: Constant;
  epsilon: number;
}

/** Scale and shift for each channel that a trained batch normalisation comes to, and what it found in its input. */
export function trainedScale({
  gamma,
  beta,
  mean,
  variance,
  epsilon,
}: Normalisation): [Tensor1D, Tensor1D, Statistics] {
  const scale = Float32Array.from(variance.data, (v, c) => gamma.data[c]! / Math.sqrt(v + epsilon));
  const shift = scale.map((factor, c) => beta.data[c]! - mean.data[c]! * factor);
  requireFinite(scale);
  requireFinite(shift);
  const found = { mean: Float32Array.from(mean.data), variance: Float32Array.from(variance.data) };
  return [tf.tensor1d(scale), tf.tensor1d(shift), found];
}

/** @throws RangeError where there is not one value for each channel */
export function requireChannels(constants: Constant[], { channels }: MapShape): void {
  const odd = constants.find(({ data }) => data.length !== channels);
  if (odd)
    throw new RangeError(`one of its weights has ${odd.data.length} values; expected ${channels}`);
}
