import {
  channelMeanOp,
  globalAveragePoolOp,
  globalMaxPoolOp,
  identity,
  type Op,
} from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import { channelScale } from '@deconv/core';
import type { Plan, Use } from './Use.js';
import type { MapValue } from './Value.js';

export interface Reduction {
  kind: 'mean' | 'sum' | 'max';
  /** Those that it works along; negative ones count from the end. All where there are none. */
  axes: number[];
  keep: boolean;
}

/**
 * A mean, a sum or a maximum along axes of a map: all of its positions, one axis, or both.
 * @throws RangeError for other axes
 */
export function reduction(use: Use, { kind, axes: given, keep }: Reduction): Plan {
  const { dims, channels } = use.map(0);
  const rank = dims.length;
  const asked = new Set(given.length ? given.map((a) => (a < 0 ? a + rank : a)) : dims.keys());
  if ([...asked].some((axis) => !Number.isInteger(axis) || axis < 0 || axis >= rank))
    throw new RangeError(`it works along axes ${given.join(', ')} of ${rank}`);
  if (asked.has(0) && dims[0] === 1)
    throw new RangeError('it works along axis 0, which is that of images');
  const axes = [...dims.keys()].filter((axis) => asked.has(axis) && dims[axis]! > 1);
  const count = axes.reduce((product, axis) => product * dims[axis]!, 1);
  const { along, steps } = stepsFor(kind, { dims, channels }, axes, given);
  const sum = kind === 'sum' ? [([x]: MapShape[]) => times(x!, count)] : [];
  return { steps: [...steps, ...sum], axes: [along], result: resultOf(dims, asked, along, keep) };
}

function stepsFor(
  kind: Reduction['kind'],
  { dims, channels }: Pick<MapValue, 'dims' | 'channels'>,
  axes: number[],
  given: number[],
): { along: number; steps: Plan['steps'] } {
  const global = kind === 'max' ? globalMaxPoolOp : globalAveragePoolOp;
  const everyPlace: Plan['steps'][number] = ([x]) => global(x!);
  const acrossChannels: Plan['steps'][number] = ([x]) => channelMeanOp(x!);
  const places = [...dims.keys()].filter((axis) => axis !== channels && dims[axis]! > 1);
  const isPlaces = places.every((axis) => axes.includes(axis));
  if (axes.length === 0) return { along: channels, steps: [([x]) => identity('Identity', x!)] };
  if (isPlaces && axes.length === places.length && places.length)
    return { along: channels, steps: [everyPlace] };
  const [axis] = axes;
  if (kind !== 'max' && axes.length === 1) return { along: axis!, steps: [acrossChannels] };
  if (kind !== 'max' && isPlaces) return { along: channels, steps: [everyPlace, acrossChannels] };
  throw new RangeError(
    `it works along the axes ${given.join(', ')}; expected all positions${kind === 'max' ? '' : ', or one axis'}`,
  );
}

/** Axes that are gone, unless they are kept with a length of 1. */
function resultOf(dims: number[], gone: ReadonlySet<number>, along: number, keep: boolean) {
  const made = dims.map((dim, axis) => (gone.has(axis) ? 1 : dim));
  if (keep) return { dims: made, channels: along };
  const left = made.filter((_, axis) => !gone.has(axis));
  // Where channels are gone, an axis of length 1 is what is left of them.
  if (!gone.has(along))
    return { dims: left, channels: along - [...gone].filter((axis) => axis < along).length };
  const one = left.indexOf(1);
  if (one < 0) throw new RangeError('it leaves no axis for channels');
  return { dims: left, channels: one };
}

const times = (x: MapShape, factor: number): Op =>
  channelScale(
    x,
    tf.tensor1d(new Float32Array(x.channels).fill(factor)),
    tf.tensor1d(new Float32Array(x.channels)),
  );
