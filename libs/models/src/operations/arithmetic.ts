import {
  addOp,
  channelScale,
  differenceOp,
  elementary,
  gateOp,
  productOp,
  quotientOp,
  scaleOp,
  shiftOp,
  type Op,
} from '@deconv/core';
import type { MapShape } from '@deconv/geometry';
import * as tf from '@tensorflow/tfjs-core';
import type { Constant } from './Constant.js';
import { besides, type Besides } from './besides.js';
import { broadcast } from './elementwise.js';
import type { Read } from './single.js';
import type { Plan, Use } from './Use.js';
import { isConstant, isMap } from './Value.js';

type Kind = 'Add' | 'Sub' | 'Mul' | 'Div';

/** Sum, difference, product or quotient of maps, or of a map and a constant, the shorter dims repeated. */
export const arithmetic =
  (kind: Kind): Read =>
  (use) => {
    if (use.values.length !== 2 && kind !== 'Add')
      throw new RangeError(`it reads ${use.values.length} inputs; expected two`);
    const maps = use.values.flatMap((_, i) => (use.isMap(i) ? [i] : []));
    const [map] = maps;
    if (map === undefined) throw new RangeError('none of its inputs is a map');
    if (maps.length === use.values.length) return ofMaps(kind, use, maps);
    if (use.values.length !== 2) throw new RangeError('it adds constants to several maps');
    const dims = broadcastDims(use);
    const value = use.map(map);
    const channels = value.channels + dims.length - value.dims.length;
    const constant = use.constant(1 - map, 'constant');
    const beside = besides(constant, dims, channels);
    return { maps: [map], spread: dims, steps: withConstant(kind, beside, map === 1) };
  };

/** @throws RangeError for dims that do not fit together */
function broadcastDims(use: Use): number[] {
  const all = use.values.flatMap((value) =>
    value && (isMap(value) || isConstant(value)) ? [value.dims] : [],
  );
  return all.reduce(broadcast);
}

function ofMaps(kind: Kind, use: Use, maps: number[]): Plan {
  const dims = broadcastDims(use);
  const plan = (order: number[], step: (inputs: MapShape[]) => Op): Plan => ({
    steps: [step],
    maps: order,
    spread: dims,
  });
  if (kind === 'Add') return plan(maps, addOp);
  if (kind === 'Sub') return plan(maps, differenceOp);
  if (kind === 'Div') {
    const step = use.isGateOf(1, 0) ? quotientOp : dividing;
    return plan(maps, step);
  }
  const map = [0, 1].find((index) => use.isGateOf(1 - index, index));
  return map === undefined ? plan(maps, productOp) : plan([map, 1 - map], gateOp);
}

/** A quotient of which neither is the other's gate: only its derivative is known. */
const dividing = (inputs: MapShape[]): Op => ({
  ...quotientOp(inputs),
  onlyGradient: 'divides two maps, of which the second is not computed from the first',
});

function withConstant(kind: Kind, beside: Besides, isSecond: boolean): Plan['steps'] {
  if (kind === 'Div' && isSecond)
    return [([x]) => elementary('reciprocal', x!), multiplied(beside, (value) => value)];
  if (kind === 'Mul') return [multiplied(beside, (value) => value)];
  if (kind === 'Div') return [multiplied(beside, (value) => 1 / value)];
  if (kind === 'Add') return [shifted(beside, (value) => value)];
  if (!isSecond) return [shifted(beside, (value) => -value)];
  return [negated, shifted(beside, (value) => value)];
}

type Step = Plan['steps'][number];
type OfValue = (value: number) => number;

const filled = (x: MapShape, value: number): Float32Array =>
  new Float32Array(x.channels).fill(value);

const negated: Step = ([x]) => scale(x!, filled(x!, -1), filled(x!, 0));

const shifted =
  ({ perChannel, perPlace }: Besides, of: OfValue): Step =>
  ([x]) =>
    perChannel
      ? scale(x!, filled(x!, 1), perChannel.map(of))
      : shiftOp(x!, mapOf(x!, perPlace!, of));

const multiplied =
  ({ perChannel, perPlace }: Besides, of: OfValue): Step =>
  ([x]) =>
    perChannel
      ? scale(x!, perChannel.map(of), filled(x!, 0))
      : scaleOp(x!, mapOf(x!, perPlace!, of));

/** A map of constants. @throws RangeError for values that are not finite */
function mapOf({ height, width }: MapShape, { data }: Constant, of: OfValue): tf.Tensor4D {
  const values = Float32Array.from(data, of);
  requireFinite(values);
  return tf.tensor4d(values, [1, height, width, data.length / (height * width)]);
}

/**
 * A factor and a shift for each channel.
 * @throws RangeError for values that are not finite
 */
function scale(x: MapShape, factors: Float32Array, shifts: Float32Array): Op {
  requireFinite(factors);
  requireFinite(shifts);
  return channelScale(x, tf.tensor1d(factors), tf.tensor1d(shifts));
}

function requireFinite(values: Float32Array): void {
  if (!values.every(Number.isFinite))
    throw new RangeError('its constant makes values that are not finite');
}
