import { channelScale, type Op } from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';

type Config = Readonly<Record<string, unknown>>;

/** Keras' `Rescaling`: `scale·x + offset`, each one number or one for every channel. @throws RangeError for other counts */
export function rescalingOp(x: MapShape, { scale, offset }: Config): Op {
  return scaled(x, forEach(x, scale, 'scale'), forEach(x, offset ?? 0, 'offset'));
}

/** Keras' least deviation. */
const LEAST = 1e-7;

/**
 * Keras' `Normalization`: `(x − mean) / √variance`, or back where it inverts.
 * @param adapted mean and variance of what it was adapted to, where its options do not give them
 * @throws RangeError for other axes than channels, other counts than one or one for every channel, and a variance below 0
 */
export function normalizationOp(x: MapShape, config: Config, adapted: tf.Tensor[]): Op {
  const [axis, ...others] = [config['axis'] ?? []].flat() as number[];
  if (others.length || (axis !== undefined && axis !== -1 && axis !== 3))
    throw new RangeError(
      `it works along the axes ${[axis, ...others].join(', ')}; expected channels, the last axis`,
    );
  const [mean, variance] = ['mean', 'variance'].map((name, i) =>
    forEach(x, adapted[i] ? Array.from(adapted[i].dataSync()) : config[name], name),
  ) as [Float32Array, Float32Array];
  if (variance.some((value) => value < 0)) throw new RangeError('its variance is less than 0');
  tf.dispose(adapted);
  const deviation = variance.map((value) => Math.max(Math.sqrt(value), LEAST));
  if (config['invert'] === true) return scaled(x, deviation, mean);
  const factor = deviation.map((value) => 1 / value);
  return channelScale(
    x,
    tf.tensor1d(factor),
    tf.tensor1d(factor.map((value, c) => -mean[c]! * value)),
    { mean, variance },
  );
}

const scaled = (x: MapShape, scale: Float32Array, shift: Float32Array): Op =>
  channelScale(x, tf.tensor1d(scale), tf.tensor1d(shift));

/** @param given one number, or one for every channel, within however many lists */
function forEach({ channels }: MapShape, given: unknown, what: string): Float32Array {
  const numbers = Float32Array.from([given].flat(Infinity) as number[]);
  if (!numbers.every(Number.isFinite)) throw new RangeError(`its ${what} is not all numbers`);
  if (numbers.length === 1) return new Float32Array(channels).fill(numbers[0]!);
  if (numbers.length === channels) return numbers;
  throw new RangeError(
    `its ${what} has ${numbers.length} values; expected one, or one for each of ${channels} channels`,
  );
}
